/* Reading a card's lists: sections, items, their choices, reasons and evidence. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_LISTS_H
#define SCORECARD_LISTS_H

#include "scorecard/reader.h"

#define CARD_MAX_EVIDENCE 10

/* An item while it is read: its numbers become levels when all keys are known. */
struct item_draft {
	struct card_item item;
	size_t n_reason_room;
	size_t n_level_room;
	struct card_open_condition condition;
	bool scale_is_wrong; /* and the keys that only some scales have are not judged */
	/* 1/100 points; -1: not given */
	int64_t met_centi;
	int64_t exceeded_centi;
	int64_t yes_centi;
	int64_t no_centi;
	int64_t points_centi;
	int64_t step_centi;
};

/* Calls read for each entry of a list of 1 to max entries; files what is none. */
typedef void lists_entry_reader(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *entry, void *context);
void lists_read_entries(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *list, size_t max, lists_entry_reader *read, void *context)
	__attribute__((nonnull(1, 2, 3, 5)));

/* Values: functions for card_schema_row.read. field is unused (sections, items fill the reader's
 * card), or the struct item_draft. */
void lists_read_sections(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void lists_read_items(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void lists_read_scale(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void lists_read_choices(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void lists_read_reasons(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void lists_read_evidence(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);

/* What other lists fill: the reader's card, or the struct card_field; the struct item_draft; the
 * struct card_incident. */
void form_read_fields(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void form_read_options(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void form_read_flags(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void form_read_bands(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void form_read_incident(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void conditions_read(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
/* field is a const yaml_node_t *: kept until all items are known. */
void conditions_read_node(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);

/* Gives the items their conditions when all items are read, and files what cannot be: items and
 * answers that are not there, and circles. */
void conditions_resolve(struct card_reader *reader) __attribute__((nonnull));
/* Files what only the whole card shows to be wrong: keys given twice, weights here and not there,
 * bands. Puts the bands in order. The total must be known. */
void whole_check(struct card_reader *reader) __attribute__((nonnull));

/* Gives the item of a draft its levels, and files what does not fit together. */
void levels_make(struct card_reader *reader, const yaml_node_t *node, const struct card_seen *seen,
	struct item_draft *draft) __attribute__((nonnull));

#endif
