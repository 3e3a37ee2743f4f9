/* The catalogue of service incidents: classes, categories, and what counts. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/incidents.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "scorecard/document.h"
#include "scorecard/lists.h"
#include "scorecard/precheck.h"

/* ---- what a category holds ---- */

static void read_scenario(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	struct incident_category *category = context;
	struct card_text text = {0};
	reader_read_text(reader, row, reader_index_of(reader, node), &text);
	category->scenarios = mem_resize(
		category->scenarios, category->n_scenarios + 1, sizeof *category->scenarios);
	category->scenarios[category->n_scenarios++] = text;
}

void incidents_read_scenarios(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	lists_read_entries(reader, row, reader_get_node(reader, node), INCIDENTS_MAX_SCENARIOS,
		read_scenario, field);
}

static void read_case(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row;
	struct incident_category *category = context;
	struct incident_case one = {0};
	struct card_seen seen = {0};
	reader_read_mapping(reader, node, "case", &one, &seen);
	category->cases =
		mem_resize(category->cases, category->n_cases + 1, sizeof *category->cases);
	category->cases[category->n_cases++] = one;
}

void incidents_read_cases(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	lists_read_entries(
		reader, row, reader_get_node(reader, node), INCIDENTS_MAX_CASES, read_case, field);
}

/* ---- classes and categories ---- */

static const struct incident_category *find_category(
	const struct incident_class *class, const char *key)
{
	for (size_t i = 0; i < class->n_categories; i++)
		if (strcmp(class->categories[i].key, key) == 0)
			return &class->categories[i];
	return NULL;
}

static void read_category(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row;
	struct incident_class *class = context;
	struct incident_category category = {.line = (int)node->start_mark.line + 1};
	struct card_seen seen = {0};
	reader_read_mapping(reader, node, "category", &category, &seen);
	const struct incident_category *other =
		*category.key ? find_category(class, category.key) : NULL;
	if (other)
		reader_report(reader, node,
			_("category '%s' is there already, in line %d; each name once in a class"),
			category.key, other->line);
	class->categories =
		mem_resize(class->categories, class->n_categories + 1, sizeof *class->categories);
	class->categories[class->n_categories++] = category;
}

void incidents_read_categories(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	lists_read_entries(reader, row, reader_get_node(reader, node), INCIDENTS_MAX_CATEGORIES,
		read_category, field);
}

static void read_class(struct card_reader *reader, const struct card_schema_row *row,
	const yaml_node_t *node, void *context)
{
	(void)row, (void)context;
	struct incident_catalogue *catalogue = reader->catalogue;
	struct incident_class class = {0};
	struct card_seen seen = {0};
	reader_read_mapping(reader, node, "class", &class, &seen);
	if (*class.key && incidents_find_class(catalogue, class.key))
		reader_report(
			reader, node, _("class '%s' is there already; each name once"), class.key);
	catalogue->classes = mem_resize(
		catalogue->classes, catalogue->n_classes + 1, sizeof *catalogue->classes);
	catalogue->classes[catalogue->n_classes++] = class;
}

void incidents_read_classes(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	(void)field;
	lists_read_entries(reader, row, reader_get_node(reader, node), INCIDENTS_MAX_CLASSES,
		read_class, NULL);
}

/* ---- the file ---- */

static void read_catalogue(struct card_reader *reader, const yaml_node_t *root)
{
	struct card_seen seen = {0};
	if (!root)
		card_problems_add(reader->problems, 1, 1,
			_("the file is empty; expected a catalogue, starting with 'catalogue: "
			  "NAME'"));
	else
		reader_read_mapping(reader, root, "catalogue", reader->catalogue, &seen);
}

struct incident_catalogue *incidents_parse(
	const char *text, size_t n_text, struct card_problems *problems)
{
	if (!card_precheck(text, n_text, problems))
		return NULL;
	struct incident_catalogue *catalogue = mem_zalloc(1, sizeof *catalogue);
	struct card_reader reader = {.catalogue = catalogue, .problems = problems};
	document_load(&reader, text, n_text, read_catalogue);
	if (problems->n_problems > 0) {
		incidents_free(catalogue);
		return NULL;
	}
	return catalogue;
}

static void category_release(struct incident_category *category)
{
	card_text_release(&category->title);
	card_text_release(&category->definition);
	for (size_t i = 0; i < category->n_scenarios; i++)
		card_text_release(&category->scenarios[i]);
	for (size_t i = 0; i < category->n_cases; i++) {
		card_text_release(&category->cases[i].problem);
		card_text_release(&category->cases[i].diagnosis);
	}
	free(category->scenarios);
	free(category->cases);
}

void incidents_free(struct incident_catalogue *catalogue)
{
	if (!catalogue)
		return;
	for (size_t i = 0; i < catalogue->n_classes; i++) {
		struct incident_class *class = &catalogue->classes[i];
		for (size_t n = 0; n < class->n_categories; n++)
			category_release(&class->categories[n]);
		card_text_release(&class->title);
		free(class->categories);
	}
	card_text_release(&catalogue->title);
	free(catalogue->classes);
	free(catalogue);
}

const struct incident_class *incidents_find_class(
	const struct incident_catalogue *catalogue, const char *class_key)
{
	for (size_t i = 0; i < catalogue->n_classes; i++)
		if (strcmp(catalogue->classes[i].key, class_key) == 0)
			return &catalogue->classes[i];
	return NULL;
}

const struct incident_category *incidents_find(
	const struct incident_catalogue *catalogue, const char *class_key, const char *category_key)
{
	const struct incident_class *class = incidents_find_class(catalogue, class_key);
	return class ? find_category(class, category_key) : NULL;
}
