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

#define CARD_MAX_ROWS 96 /* of the schema */
#define CARD_MAX_POINTS_CENTI 100000
#define CARD_MAX_TEXT 4000 /* bytes */

struct incident_catalogue;

/* A condition while other items are not known yet. */
struct card_open_condition {
	size_t item;              /* that has it; index in the card */
	const yaml_node_t *other; /* the name of the item that it looks at; NULL: not read */
	const yaml_node_t *answers;
};

struct card_reader {
	yaml_document_t *document;
	struct card *card; /* being filled; or */
	struct incident_catalogue *catalogue;
	size_t n_section_room;
	size_t n_item_room;
	size_t n_field_room;
	size_t n_flag_room;
	size_t n_band_room;
	/* Where they stand, for what only the whole card shows to be wrong. */
	const yaml_node_t *section_nodes[CARD_MAX_SECTIONS];
	const yaml_node_t *item_nodes[CARD_MAX_ITEMS];
	const yaml_node_t *band_nodes[CARD_MAX_BANDS];
	struct card_open_condition conditions[CARD_MAX_ITEMS];
	size_t n_conditions;
	struct card_problems *problems;
};

/* Which keys a mapping has: for each row of the schema its key's node, or NULL. */
struct card_seen {
	const yaml_node_t *keys[CARD_MAX_ROWS];
};

/* Borrowed from the document. */
const yaml_node_t *reader_get_node(const struct card_reader *reader, int node)
	__attribute__((nonnull, returns_nonnull));
/* The number of a node of the document: what reader_get_node takes. */
int reader_index_of(const struct card_reader *reader, const yaml_node_t *node)
	__attribute__((nonnull));
/* The text of a value that must be a plain, non-empty one; else files a problem, and NULL. */
const char *reader_need_scalar(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node) __attribute__((nonnull));
/* A scalar's text, or NULL if it is a list or a mapping. */
const char *reader_get_scalar(const yaml_node_t *node) __attribute__((nonnull));
/* Whether text can be a key of items, levels, sections, ... */
bool reader_is_key(const char *text) __attribute__((nonnull, pure));
/* Whether text is a date such as 2026-11-01. */
bool reader_is_date(const char *text) __attribute__((nonnull, pure));
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
 * struct card_text, char *, char *, int64_t, int, bool, unsigned, unsigned, and the enumerations
 * of their names. */
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
void reader_read_item_effect(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_flag_effect(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_na_policy(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_untouched(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_bonus(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void reader_read_field_type(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);

#endif
