/* The catalogue of service incidents: classes, categories, and what counts. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_INCIDENTS_H
#define SCORECARD_INCIDENTS_H

#include "scorecard/card.h"

#define INCIDENTS_MAX_CLASSES 9
#define INCIDENTS_MAX_CATEGORIES 26 /* of a class: letters */
#define INCIDENTS_MAX_SCENARIOS 20
#define INCIDENTS_MAX_CASES 20

/* A model case: what was wrong, and what should have been done. */
struct incident_case {
	struct card_text problem;
	struct card_text diagnosis;
};

struct incident_category {
	char key[ITEM_KEY_SIZE]; /* unique in its class: two classes may share "process" */
	struct card_text title;
	struct card_text definition;
	struct card_text *scenarios;
	size_t n_scenarios;
	struct incident_case *cases;
	size_t n_cases; /* >= 1 */
	int line;
};

struct incident_class {
	char key[ITEM_KEY_SIZE]; /* "a" */
	struct card_text title;
	struct incident_category *categories;
	size_t n_categories;
};

struct incident_catalogue {
	char id[ITEM_KEY_SIZE];
	int version;
	struct card_text title;
	struct incident_class *classes;
	size_t n_classes;
};

/* Reads a catalogue from a buffer of UTF-8 YAML (format: callmark-card(5)). NULL if there is any
 * problem, as in card_parse. The caller frees it with incidents_free. */
struct incident_catalogue *incidents_parse(const char *text, size_t n_text,
	struct card_problems *problems) __attribute__((nonnull, warn_unused_result));
void incidents_free(struct incident_catalogue *catalogue);

/* The class, or the category, of these keys, or NULL. Borrowed from the catalogue. */
const struct incident_class *incidents_find_class(
	const struct incident_catalogue *catalogue, const char *class_key) __attribute__((nonnull));
const struct incident_category *incidents_find(const struct incident_catalogue *catalogue,
	const char *class_key, const char *category_key) __attribute__((nonnull));

/* Values: functions for card_schema_row.read. field is unused, the struct incident_class, or the
 * struct incident_category. */
void incidents_read_classes(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void incidents_read_categories(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void incidents_read_scenarios(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);
void incidents_read_cases(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field);

#endif
