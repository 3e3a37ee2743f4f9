/* Tables as spreadsheets save them: records of fields (RFC 4180, and what programs make of it). */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* ---- reading ---- */

static const char candidates[] = ",;\t";

static char find_separator(const char *text, size_t n_bytes)
{
	size_t count[sizeof candidates - 1] = {0}, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < n_bytes && (quoted || text[i] != '\n'); i++) {
		const char *found = text[i] ? strchr(candidates, text[i]) : NULL;
		if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && found)
			count[found - candidates]++;
	}
	for (size_t i = 1; i < sizeof count / sizeof *count; i++)
		if (count[i] > count[best])
			best = i;
	return candidates[best];
}

static bool at_line_end(const struct csv_reader *reader)
{
	const char *c = reader->text + reader->at;
	size_t n_left = reader->n_bytes - reader->at;
	return n_left == 0 || *c == '\n' || (*c == '\r' && (n_left == 1 || c[1] == '\n'));
}

static char take(struct csv_reader *reader)
{
	char c = reader->text[reader->at++];
	if (c == '\n')
		reader->line++;
	return c;
}

static void skip_line_ends(struct csv_reader *reader)
{
	while (reader->at < reader->n_bytes && at_line_end(reader))
		take(reader);
}

/* "sep=;", by which programs tell Excel; its line is left out. */
static bool read_separator(struct csv_reader *reader)
{
	static const char word[] = "sep=";
	size_t n_word = sizeof word - 1, n_left = reader->n_bytes - reader->at;
	const char *text = reader->text + reader->at;
	if (n_left <= n_word || memcmp(text, word, n_word) != 0 ||
		!memchr(candidates, text[n_word], sizeof candidates - 1))
		return false;
	struct csv_reader rest = *reader;
	rest.at += n_word + 1;
	if (!at_line_end(&rest))
		return false;
	rest.separator = text[n_word];
	*reader = rest;
	return true;
}

void csv_start(struct csv_reader *reader, const char *text, size_t n_bytes)
{
	static const char mark[] = "\xef\xbb\xbf";
	size_t n_mark = sizeof mark - 1;
	bool marked = n_bytes >= n_mark && memcmp(text, mark, n_mark) == 0;
	*reader = (struct csv_reader){text, n_bytes, marked ? n_mark : 0, ',', 1};
	skip_line_ends(reader);
	if (!read_separator(reader))
		reader->separator = find_separator(text + reader->at, n_bytes - reader->at);
}

static void clear(struct csv_record *record)
{
	for (size_t i = 0; i < record->n_fields; i++)
		free(record->fields[i]);
	record->n_fields = 0;
}

void csv_record_release(struct csv_record *record)
{
	clear(record);
	free(record->fields);
	*record = (struct csv_record){0};
}

/* After the opening quote; false if there is no closing one. */
static bool read_quoted(struct csv_reader *reader, struct str *field)
{
	while (reader->at < reader->n_bytes) {
		char c = take(reader);
		bool more = reader->at < reader->n_bytes;
		if (c == '"' && !(more && reader->text[reader->at] == '"'))
			return true;
		if (c == '"')
			take(reader);
		if (c == '\r' && more && reader->text[reader->at] == '\n')
			continue;
		str_addc(field, c);
	}
	return false;
}

/* A quote inside a field that does not begin with one is a letter like others, and what follows a
 * closing quote belongs to the field: so spreadsheets read it. */
static bool read_field(struct csv_reader *reader, struct str *field)
{
	str_clear(field);
	if (reader->at < reader->n_bytes && reader->text[reader->at] == '"') {
		take(reader);
		if (!read_quoted(reader, field))
			return false;
	}
	while (!at_line_end(reader) && reader->text[reader->at] != reader->separator)
		str_addc(field, take(reader));
	return true;
}

enum csv_result csv_next(struct csv_reader *reader, struct csv_record *record)
{
	enum csv_result result = CSV_RECORD;
	struct str field = {0};
	clear(record);
	skip_line_ends(reader);
	record->line = reader->line;
	if (reader->at == reader->n_bytes)
		return CSV_END;
	for (bool more = true; more && result == CSV_RECORD;) {
		int line = reader->line;
		if (record->n_fields == CSV_MAX_FIELDS) {
			result = CSV_TOO_WIDE;
		} else if (!read_field(reader, &field)) {
			record->line = line;
			result = CSV_OPEN_QUOTE;
		} else {
			MEM_GROW(record->fields, record->n_fields, record->n_room);
			record->fields[record->n_fields++] = mem_dup(str_get(&field));
			more = !at_line_end(reader);
			if (more)
				take(reader);
		}
	}
	str_release(&field);
	return result;
}

/* ---- writing ---- */

static bool looks_like_formula(const char *text)
{
	return *text && strchr("=+-@", *text);
}

void csv_add_text(struct str *out, const char *text)
{
	str_add(out, looks_like_formula(text) ? "\"'" : "\"");
	for (const char *c = text; *c; c++) {
		if (*c == '"')
			str_addc(out, '"');
		str_addc(out, *c);
	}
	str_addc(out, '"');
}

const char *csv_skip_apostrophe(const char *text)
{
	return text[0] == '\'' && looks_like_formula(text + 1) ? text + 1 : text;
}
