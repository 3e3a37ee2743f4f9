/* Contact data from a table with a line a recording. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/import_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "media/media.h"

/* ---- names ---- */

/* Tables made on other systems have backslashes. */
static const char *base_of(const char *path)
{
	const char *base = path;
	for (const char *c = path; *c; c++)
		if (*c == '/' || *c == '\\')
			base = c + 1;
	return base;
}

size_t import_stem_bytes(const char *name)
{
	const char *dot = strrchr(base_of(name), '.');
	return dot && media_is_recording_name(base_of(name)) ? (size_t)(dot - name) : strlen(name);
}

static bool names_file(const char *heading)
{
	static const char *const names[] = {"file", "filename", "file name", "file_name", "recording",
		"path", "文件", "文件名", "录音", "录音文件", "录音文件名"};
	char *small = mem_dup(heading);
	bool is_one = false;
	for (char *c = small; *c; c++)
		*c = str_lower(*c);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		is_one = is_one || strcmp(small, names[i]) == 0;
	free(small);
	return is_one;
}

/* ---- reading ---- */

struct heading {
	enum contact_fact facts[CSV_MAX_FIELDS];
	size_t n_fields;
	size_t file; /* column; n_fields: none */
	size_t id;
};

static bool read_heading(struct heading *heading, const struct csv_record *record, struct err *err)
{
	heading->n_fields = heading->file = heading->id = record->n_fields;
	for (size_t i = 0; i < record->n_fields; i++) {
		const char *name = csv_skip_apostrophe(record->fields[i]);
		name += strspn(name, " ");
		heading->facts[i] = contact_guess(name);
		if (heading->facts[i] == CONTACT_ID)
			heading->id = i;
		if (names_file(name) && heading->file == record->n_fields)
			heading->file = i;
	}
	if (heading->file == record->n_fields && heading->id == record->n_fields)
		return err_set(err, ERR_FORMAT,
			_("no column says which recording a line is about; expected one called "
			  "'file' or 'contact'"));
	for (size_t i = 0; i < record->n_fields; i++)
		if (heading->facts[i] != N_CONTACT_FACTS)
			return true;
	return err_set(err, ERR_FORMAT,
		_("no column tells anything of the contact; expected such as 'agent', 'queue', 'date'"));
}

bool import_take_record(struct contact *contact, const enum contact_fact *facts, char *const *fields,
	size_t n_fields, struct err *err)
{
	for (size_t i = 0; i < n_fields; i++)
		if (facts[i] != N_CONTACT_FACTS &&
			!contact_set(contact, facts[i], csv_skip_apostrophe(fields[i]), err))
			return err_prefix(err, "%s", contact_word(facts[i]));
	return true;
}

static const char *field_of(const struct csv_record *record, size_t column)
{
	const char *field = column < record->n_fields ? csv_skip_apostrophe(record->fields[column]) : "";
	return field + strspn(field, " ");
}

static void add_row(struct import_table *table, const struct heading *heading,
	const struct csv_record *record, struct import_problems *problems)
{
	struct err err;
	const char *file = field_of(record, heading->file), *id = field_of(record, heading->id);
	struct import_row row = {.line = record->line};
	size_t n_fields =
		record->n_fields < heading->n_fields ? record->n_fields : heading->n_fields;
	bool ok = import_take_record(&row.contact, heading->facts, record->fields, n_fields, &err);
	if (ok && !*file && !*id)
		ok = err_set(&err, ERR_FORMAT, _("says neither which file nor which contact it is about"));
	if (!ok) {
		import_complain(problems, table->path, record->line, err.text);
		contact_release(&row.contact);
		return;
	}
	if (*file) {
		row.file = mem_dupn(file, import_stem_bytes(file));
		row.key = mem_dup(base_of(row.file));
	} else {
		row.key = mem_dup(contact_get(&row.contact, CONTACT_ID));
	}
	MEM_GROW(table->rows, table->n_rows, table->n_room);
	table->rows[table->n_rows++] = row;
}

static int by_key(const void *a, const void *b)
{
	const struct import_row *x = a, *y = b;
	int order = strcmp(x->key, y->key);
	return order ? order : (x->line > y->line) - (x->line < y->line);
}

static bool read_rows(struct import_table *table, struct csv_reader *reader,
	struct csv_record *record, struct import_problems *problems, struct err *err)
{
	struct heading heading;
	enum csv_result result = csv_next(reader, record);
	if (result == CSV_END)
		return err_set(err, ERR_FORMAT, _("'%s' is empty"), table->path);
	if (result == CSV_RECORD && !read_heading(&heading, record, err))
		return err_at(err, table->path, record->line, 0);
	while (result == CSV_RECORD && (result = csv_next(reader, record)) == CSV_RECORD)
		add_row(table, &heading, record, problems);
	if (result == CSV_OPEN_QUOTE)
		return err_set(err, ERR_FORMAT, _("%s:%d: a quote opens here and is never closed"),
			table->path, record->line);
	if (result == CSV_TOO_WIDE)
		return err_set(err, ERR_FORMAT, _("%s:%d: more than %d columns"), table->path,
			record->line, CSV_MAX_FIELDS);
	if (table->n_rows)
		qsort(table->rows, table->n_rows, sizeof *table->rows, by_key);
	return true;
}

bool import_table_read(struct import_table *table, const char *path, struct import_problems *problems,
	struct err *err)
{
	struct str text = {0};
	struct csv_reader reader;
	struct csv_record record = {0};
	*table = (struct import_table){.path = path};
	bool ok = import_load(path, &text, problems, err);
	if (ok) {
		csv_start(&reader, str_get(&text), text.n_bytes);
		ok = read_rows(table, &reader, &record, problems, err);
	}
	csv_record_release(&record);
	str_release(&text);
	return ok;
}

/* ---- finding ---- */

/* Where the table names folders too, they have to be those of the recording. */
static bool is_end_of(const char *path, const char *file)
{
	size_t n_path = import_stem_bytes(path), n_file = strlen(file);
	if (n_path < n_file || (n_path > n_file && *file != '/' && path[n_path - n_file - 1] != '/'))
		return false;
	for (size_t i = 0; i < n_file; i++)
		if (path[n_path - n_file + i] != (file[i] == '\\' ? '/' : file[i]))
			return false;
	return true;
}

/* file: of the recording; NULL: the key is a contact's number. The last line of those that fit. */
static struct import_row *find(struct import_table *table, const char *key, const char *file)
{
	size_t low = 0, high = table->n_rows;
	struct import_row *found = NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(table->rows[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < table->n_rows && strcmp(table->rows[i].key, key) == 0; i++) {
		struct import_row *row = &table->rows[i];
		if (!row->file || !file || is_end_of(file, row->file) ||
			strcmp(base_of(row->file), row->file) == 0)
			found = row;
	}
	return found;
}

struct import_row *import_table_find(
	struct import_table *table, const struct calls_row *call, const char *contact_id)
{
	struct import_row *row = NULL;
	for (size_t i = 0; i < call->n_legs && !row; i++) {
		const char *path = call->legs[i].path, *base = base_of(path);
		char *key = mem_dupn(base, import_stem_bytes(base));
		row = find(table, key, path);
		free(key);
	}
	if (!row && call->n_legs > 1)
		row = find(table, call->name, NULL);
	if (!row && *contact_id)
		row = find(table, contact_id, NULL);
	if (row)
		row->used = true;
	return row;
}

void import_table_release(struct import_table *table)
{
	for (size_t i = 0; i < table->n_rows; i++) {
		free(table->rows[i].key);
		free(table->rows[i].file);
		contact_release(&table->rows[i].contact);
	}
	free(table->rows);
	*table = (struct import_table){0};
}
