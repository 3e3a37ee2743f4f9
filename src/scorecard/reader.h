/* Reading a YAML document by the schema: mappings, and the values that keys can have. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_READER_H
#define SCORECARD_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <yaml.h>

#include "scorecard/card.h"
#include "scorecard/problems.h"

#define CARD_MAX_ROWS 48 /* of the schema */
#define CARD_MAX_POINTS_CENTI 100000
#define CARD_MAX_TEXT 4000 /* bytes */

struct card_reader {
	yaml_document_t *document;
	struct card *card; /* being filled */
	size_t n_section_room;
	size_t n_item_room;
	struct card_problems *problems;
};

/* Which keys a mapping has: for each row of the schema its key's node, or NULL. */
struct card_seen {
	const yaml_node_t *keys[CARD_MAX_ROWS];
};

/* Borrowed from the document. */
const yaml_node_t *reader_get_node(const struct card_reader *reader, int node)
	__attribute__((nonnull, returns_nonnull));
/* A scalar's text, or NULL if it is a list or a mapping. */
const char *reader_get_scalar(const yaml_node_t *node) __attribute__((nonnull));
/* Files a problem at the start of node. */
void reader_report(struct card_reader *reader, const yaml_node_t *node, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 3, 4)));
/* Files "this is not what the row's key takes". */
void reader_report_type(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node) __attribute__((nonnull));

/* Reads the mapping as the rows of `where` say into target, each value by its row's function.
 * Unknown, repeated and missing keys are filed (not the missing ones that only some scales need).
 * False if node is no mapping, which is filed too. */
bool reader_read_mapping(struct card_reader *reader, const yaml_node_t *node, const char *where,
	void *target, struct card_seen *seen) __attribute__((nonnull));
/* Files the keys that items of this scale need and lack, or have and may not. */
void reader_check_scale(struct card_reader *reader, const yaml_node_t *node, enum card_scale scale,
	const struct card_seen *seen) __attribute__((nonnull));

/* Values: functions for card_schema_row.read. field is, in this order, char[ITEM_KEY_SIZE],
 * struct card_text, char *, char *, int64_t, int, bool, unsigned, unsigned. */
void reader_read_key(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_text(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_line(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_date(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_points(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_version(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_yes_no(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_channels(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_comment_rule(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);

#endif
