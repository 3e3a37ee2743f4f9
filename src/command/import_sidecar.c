/* Contact data from a file beside the recording, as recorders write one for each call. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/import_parts.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/plain_text.h"

#define MOST_BYTES ((size_t)64 << 20) /* of a table or sidecar */

bool import_load(const char *path, struct str *text, struct import_problems *problems, struct err *err)
{
	const char *from;
	if (!plain_text_load(path, MOST_BYTES, text, err))
		return false;
	if (!plain_text_decode(text, &from, err))
		return err_prefix(err, _("'%s'"), path);
	if (from && !problems->has_told_encoding)
		command_complain(_("'%s' is not UTF-8; it was read as %s"), path, from);
	problems->has_told_encoding |= from != NULL;
	return true;
}

/* ---- JSON ---- */

/* A number as it stands there; other than texts and numbers tell nothing here. */
static bool take_member(
	struct contact *contact, enum contact_fact fact, const json_t *value, struct err *err)
{
	char number[32];
	if (json_is_null(value))
		return true;
	if (json_is_string(value)) {
		if (strlen(json_string_value(value)) != json_string_length(value))
			return err_set(err, ERR_FORMAT, _("a text with a NUL in it"));
		return contact_set(contact, fact, json_string_value(value), err);
	}
	if (!json_is_integer(value))
		return err_set(err, ERR_FORMAT, _("expected a text or a whole number"));
	snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	return contact_set(contact, fact, number, err);
}

static void read_json(struct contact *contact, const char *path, const struct str *text,
	struct import_problems *problems)
{
	json_error_t where;
	const char *name;
	json_t *value, *root = json_loadb(str_get(text), text->n_bytes, JSON_ALLOW_NUL, &where);
	if (!root || !json_is_object(root)) {
		import_complain(problems, path, root ? 1 : where.line,
			root ? _("expected an object: {\"agent\": \"...\"}") : where.text);
		json_decref(root);
		return;
	}
	json_object_foreach(root, name, value) {
		struct err err;
		enum contact_fact fact = contact_guess(name);
		if (fact != N_CONTACT_FACTS && !contact->facts[fact] &&
			!take_member(contact, fact, value, &err)) {
			err_prefix(&err, _("'%s'"), name);
			import_complain(problems, path, 0, err.text);
		}
	}
	json_decref(root);
}

/* ---- CSV: a heading and one line ---- */

/* False where the heading names nothing that is known. */
static bool take_heading(const struct csv_record *record, enum contact_fact facts[CSV_MAX_FIELDS])
{
	bool any = false;
	for (size_t i = 0; i < record->n_fields; i++) {
		facts[i] = contact_guess(csv_skip_apostrophe(record->fields[i]));
		any = any || facts[i] != N_CONTACT_FACTS;
	}
	return any;
}

static void read_csv(struct contact *contact, const char *path, const struct str *text,
	struct import_problems *problems)
{
	struct err err;
	struct csv_reader reader;
	struct csv_record heading = {0}, record = {0};
	enum contact_fact facts[CSV_MAX_FIELDS];
	csv_start(&reader, str_get(text), text->n_bytes);
	if (csv_next(&reader, &heading) != CSV_RECORD || csv_next(&reader, &record) != CSV_RECORD) {
		import_complain(problems, path, reader.line, _("expected a heading and a line below it"));
	} else if (!take_heading(&heading, facts)) {
		import_complain(problems, path, heading.line,
			_("no column tells anything of the contact; expected such as 'agent', "
			  "'queue', 'date'"));
	} else {
		size_t n_fields =
			record.n_fields < heading.n_fields ? record.n_fields : heading.n_fields;
		if (!import_take_record(contact, facts, record.fields, n_fields, &err))
			import_complain(problems, path, record.line, err.text);
	}
	csv_record_release(&heading);
	csv_record_release(&record);
}

/* ---- finding ---- */

typedef void reader_of(struct contact *contact, const char *path, const struct str *text,
	struct import_problems *problems);

static bool read_file(struct contact *contact, const char *path, reader_of *read,
	struct import_problems *problems)
{
	struct err err;
	struct str text = {0};
	if (access(path, F_OK) != 0)
		return false;
	if (import_load(path, &text, problems, &err))
		read(contact, path, &text, problems);
	else
		import_complain(problems, "", 0, err.text);
	str_release(&text);
	return true;
}

/* A stem is the path of the recording, with its ending or without. */
static bool read_beside(struct contact *contact, const char *stem, size_t n_stem,
	struct import_problems *problems)
{
	static const struct {
		const char *ending;
		reader_of *read;
	} forms[] = {{".json", read_json}, {".csv", read_csv}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct str path = {0};
		str_addn(&path, stem, n_stem);
		str_add(&path, forms[i].ending);
		bool found = read_file(contact, str_get(&path), forms[i].read, problems);
		str_release(&path);
		if (found)
			return true;
	}
	return false;
}

void import_sidecar_read(struct contact *contact, const struct calls_row *call,
	struct import_problems *problems)
{
	for (size_t i = 0; i < call->n_legs; i++) {
		const char *path = call->legs[i].path;
		if (read_beside(contact, path, strlen(path), problems) ||
			read_beside(contact, path, import_stem_bytes(path), problems))
			return;
	}
	if (call->n_legs < 2)
		return;
	/* The name that both legs share, in their folder. */
	struct str stem = {0};
	const char *path = call->legs[0].path, *slash = strrchr(path, '/');
	str_addn(&stem, path, slash ? (size_t)(slash + 1 - path) : 0);
	str_add(&stem, call->name);
	read_beside(contact, str_get(&stem), stem.n_bytes, problems);
	str_release(&stem);
}
