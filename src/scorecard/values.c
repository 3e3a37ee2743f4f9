/* Reading a YAML document by the schema: the values that keys can have. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "scorecard/schema.h"

const char *reader_need_scalar(
	struct card_reader *reader, const struct card_schema_row *row, const yaml_node_t *node)
{
	const char *scalar = reader_get_scalar(node);
	if (scalar && *scalar)
		return scalar;
	reader_report_type(reader, row, node);
	return NULL;
}

bool reader_is_key(const char *text)
{
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._-");
	return n > 0 && n < ITEM_KEY_SIZE && !text[n];
}

void reader_read_key(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *value = reader_get_node(reader, node);
	const char *text = reader_need_scalar(reader, row, value);
	if (text && reader_is_key(text))
		str_copy(field, ITEM_KEY_SIZE, text);
	else if (text)
		reader_report_type(reader, row, value);
}

/* A copy of the text without the white space around it; NULL, with a problem filed, if nothing is
 * left or it is too long. */
static char *dup_text(
	struct card_reader *reader, const struct card_schema_row *row, const yaml_node_t *node)
{
	const char *text = reader_need_scalar(reader, row, node);
	if (!text)
		return NULL;
	text += strspn(text, " \t\n");
	size_t n = strlen(text);
	while (n > 0 && strchr(" \t\n", text[n - 1]))
		n--;
	if (n > 0 && n <= CARD_MAX_TEXT)
		return mem_dupn(text, n);
	if (n == 0)
		reader_report(reader, node, _("'%s' is blank; expected %s"), row->name,
			card_schema_expected(row));
	else
		reader_report(reader, node, _("'%s' is too long; at most %d bytes"), row->name,
			CARD_MAX_TEXT);
	return NULL;
}

void reader_read_line(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	*(char **)field = dup_text(reader, row, reader_get_node(reader, node));
}

void reader_read_text(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	struct card_text *text = field;
	const yaml_node_t *value = reader_get_node(reader, node);
	if (value->type != YAML_MAPPING_NODE) {
		char *plain = dup_text(reader, row, value);
		for (int i = 0; plain && i < N_CARD_LANGUAGES; i++)
			text->in[i] = mem_dup(plain);
		free(plain);
		return;
	}
	struct card_seen seen = {0};
	if (value->data.mapping.pairs.start == value->data.mapping.pairs.top)
		reader_report(reader, value, _("'%s' is empty; expected %s"), row->name,
			card_schema_expected(row));
	else
		reader_read_mapping(reader, value, "text", text, &seen);
}

static int two_digits(const char *text)
{
	return (text[0] - '0') * 10 + text[1] - '0';
}

bool reader_is_date(const char *text)
{
	static const char pattern[] = "dddd-dd-dd";
	if (strlen(text) != sizeof pattern - 1)
		return false;
	for (size_t i = 0; pattern[i]; i++)
		if (pattern[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-')
			return false;
	int month = two_digits(text + 5), day = two_digits(text + 8);
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

void reader_read_date(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *value = reader_get_node(reader, node);
	const char *text = reader_need_scalar(reader, row, value);
	if (text && reader_is_date(text))
		*(char **)field = mem_dup(text);
	else if (text)
		reader_report_type(reader, row, value);
}

/* Digits at *text as a number, at most max (beyond that, max + 1); false if there are none. */
static bool read_digits(const char **text, int64_t max, int64_t *number)
{
	const char *p = *text;
	for (*number = 0; *p >= '0' && *p <= '9'; p++)
		*number = *number > max ? max + 1 : *number * 10 + (*p - '0');
	bool any = p != *text;
	*text = p;
	return any;
}

/* Two decimals at most, as hundredths: "5" is 50. False if there are none, or more than two. */
static bool read_decimals(const char *text, int64_t *centi)
{
	size_t n = strspn(text, "0123456789");
	if (n < 1 || n > 2 || text[n])
		return false;
	*centi = (text[0] - '0') * 10 + (n == 2 ? text[1] - '0' : 0);
	return true;
}

static bool are_digits(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

/* What is wrong with points, or NULL: a text with two %s for key and value, "" if they are none. */
static const char *read_centi(const char *text, int64_t *points_centi)
{
	int64_t whole, centi = 0;
	if (*text == '-' && text[1] >= '0' && text[1] <= '9')
		return N_("'%s' is '%s'; points cannot be negative");
	if (!read_digits(&text, CARD_MAX_POINTS_CENTI, &whole) || (*text && *text != '.'))
		return "";
	if (*text == '.' && strlen(text) > 3 && are_digits(text + 1))
		return N_("'%s' is '%s'; at most two decimals");
	if (*text == '.' && !read_decimals(text + 1, &centi))
		return "";
	if (whole * 100 + centi > CARD_MAX_POINTS_CENTI)
		return N_("'%s' is '%s'; points go up to 1000");
	*points_centi = whole * 100 + centi;
	return NULL;
}

void reader_read_points(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *value = reader_get_node(reader, node);
	const char *text = reader_need_scalar(reader, row, value);
	const char *problem = text ? read_centi(text, field) : NULL;
	char quote[CARD_QUOTE_SIZE];
	if (problem && *problem)
		reader_report(reader, value, _(problem), row->name,
			card_quote(text, strlen(text), quote));
	else if (problem)
		reader_report_type(reader, row, value);
}

void reader_read_version(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *value = reader_get_node(reader, node);
	const char *text = reader_need_scalar(reader, row, value), *p = text;
	int64_t number;
	if (!text)
		return;
	if (read_digits(&p, 999999, &number) && !*p && number >= 1 && number <= 999999)
		*(int *)field = (int)number;
	else
		reader_report_type(reader, row, value);
}

void reader_read_yes_no(
	struct card_reader *reader, const struct card_schema_row *row, int node, void *field)
{
	const yaml_node_t *value = reader_get_node(reader, node);
	const char *text = reader_need_scalar(reader, row, value);
	if (!text)
		return;
	if (strcmp(text, "yes") == 0 || strcmp(text, "true") == 0)
		*(bool *)field = true;
	else if (strcmp(text, "no") == 0 || strcmp(text, "false") == 0)
		*(bool *)field = false;
	else
		reader_report_type(reader, row, value);
}
