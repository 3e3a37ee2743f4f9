/* callmark import: recordings become calls of the database, with what other systems know of them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/import.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "command/database.h"
#include "command/import_parts.h"
#include "command/json_parts.h"
#include "command/name_pattern.h"
#include "command/progress.h"
#include "media/media.h"

enum { IMPORT_TABLE, IMPORT_PATTERN, IMPORT_DRY_RUN };

const struct command_option import_option_rows[] = {
	[IMPORT_TABLE] = {"table", N_("FILE.csv"),
		N_("contact data: a line a recording, with a column 'file' or 'contact'")},
	[IMPORT_PATTERN] = {"pattern", N_("PATTERN"),
		N_("what file names tell, such as '{agent}_{queue}_{date}'")},
	[IMPORT_DRY_RUN] = {"dry-run", NULL, N_("say what would be imported, and change nothing")},
	{0},
};

#define MOST_COMPLAINTS 20
#define BATCH 200 /* calls that are written at once */
#define MOST_TRIES 40

/* What a call sounds like; of one file the second is zeros. */
struct content {
	uint8_t hash[CALL_MAX_LEGS][HASH_SIZE];
};

struct pending {
	struct store_import import;
	struct contact contact;
	struct content content;
	bool is_new;
};

struct importing {
	const struct command_context *context;
	const char *pattern; /* NULL: none */
	bool is_dry;
	struct store *store; /* NULL in a dry run where there is no database yet */
	struct calls *calls;
	struct import_table table;
	struct import_problems problems;
	struct progress progress;
	struct pending pending[BATCH];
	size_t n_pending;
	struct content *dry; /* of the calls that a dry run would have made */
	size_t n_dry, n_dry_room;
	size_t n_done, n_new, n_known; /* known: something of the contact */
	size_t n_unlike; /* names that are not like the pattern */
};

void import_complain(struct import_problems *problems, const char *path, int line, const char *text)
{
	if (problems->n_problems++ >= MOST_COMPLAINTS)
		return;
	if (line > 0)
		command_complain("%s:%d: %s", path, line, text);
	else
		command_complain("%s%s%s", path, *path ? ": " : "", text);
}

/* ---- what is known of a call ---- */

static void take_name(struct importing *importing, const struct calls_row *row, struct contact *contact)
{
	struct err err;
	if (!importing->pattern)
		return;
	if (!name_pattern_match(importing->pattern, row->name, contact, &err))
		importing->n_unlike++;
	else if (err.code != ERR_NONE)
		import_complain(&importing->problems, row->legs[0].path, 0, err.text);
}

/* The table goes before what lies beside the recording, and that before its name. */
static void find_contact(
	struct importing *importing, const struct calls_row *row, struct contact *contact)
{
	struct contact beside = {0}, named = {0};
	take_name(importing, row, &named);
	import_sidecar_read(&beside, row, &importing->problems);
	contact_fill(&beside, &named);
	const char *id = contact_get(&beside, CONTACT_ID);
	struct import_row *line =
		import_table_find(&importing->table, row, *id ? id : row->name);
	if (line)
		contact_fill(contact, &line->contact);
	contact_fill(contact, &beside);
	contact_release(&beside);
	contact_release(&named);
}

/* ---- writing ---- */

static void print_call(const struct pending *pending)
{
	json_t *object = json_object();
	json_object_set_new(object, "call", json_parts_text(pending->import.name));
	json_object_set_new(object, "file", json_parts_text(pending->import.legs[0].path));
	json_object_set_new(object, "new", json_boolean(pending->is_new));
	json_object_set_new(object, "contact", json_parts_contact(&pending->contact));
	json_parts_print(object);
}

static void release_pending(struct importing *importing)
{
	for (size_t i = 0; i < importing->n_pending; i++)
		contact_release(&importing->pending[i].contact);
	importing->n_pending = 0;
}

/* Waits for another program that has the database for a moment; a try takes a quarter of a second. */
static bool write_all(struct importing *importing, struct store_import *imports, struct err *err)
{
	for (int n_tries = 0; n_tries < MOST_TRIES; n_tries++) {
		if (store_import(importing->store, imports, importing->n_pending, err))
			return true;
		if (err->code != ERR_BUSY)
			return false;
	}
	return false;
}

static bool flush(struct importing *importing, struct err *err)
{
	struct store_import *imports = mem_zalloc(importing->n_pending + 1, sizeof *imports);
	for (size_t i = 0; i < importing->n_pending; i++)
		imports[i] = importing->pending[i].import;
	bool ok = importing->is_dry || importing->n_pending == 0 ||
		  write_all(importing, imports, err);
	for (size_t i = 0; ok && i < importing->n_pending; i++) {
		const struct pending *pending = &importing->pending[i];
		importing->n_done++;
		importing->n_new += pending->is_new;
		importing->n_known += !contact_is_empty(&pending->contact);
		if (importing->context->output == OUTPUT_JSON)
			print_call(pending);
	}
	free(imports);
	release_pending(importing);
	return ok;
}

static bool is_pending(const struct importing *importing, const struct content *content)
{
	for (size_t i = 0; i < importing->n_pending; i++)
		if (memcmp(&importing->pending[i].content, content, sizeof *content) == 0)
			return true;
	return false;
}

/* A dry run has no database to find again in what came earlier. */
static bool is_first_of_dry(struct importing *importing, const struct content *content)
{
	for (size_t i = 0; i < importing->n_dry; i++)
		if (memcmp(&importing->dry[i], content, sizeof *content) == 0)
			return false;
	MEM_GROW(importing->dry, importing->n_dry, importing->n_dry_room);
	importing->dry[importing->n_dry++] = *content;
	return true;
}

static bool find_by_content(struct importing *importing, const struct calls_row *row,
	struct pending *pending, struct err *err)
{
	struct content *content = &pending->content;
	for (size_t i = 0; i < row->n_legs; i++)
		if (!media_hash(row->legs[i].path, content->hash[i], NULL, err))
			return false;
	/* The same content twice among those to be written is one call. */
	if (is_pending(importing, content) && !flush(importing, err))
		return false;
	pending->is_new = !importing->store ||
			  !store_find_content(importing->store, row->n_legs,
				  (const uint8_t(*)[HASH_SIZE])content->hash,
				  pending->import.call_id, err);
	if (importing->store && pending->is_new && err->code != ERR_NOT_FOUND)
		return false;
	if (pending->is_new)
		pending->import.call_id[0] = '\0';
	if (pending->is_new && importing->is_dry)
		pending->is_new = is_first_of_dry(importing, content);
	return true;
}

/* Which call of the database it is, if it is one. */
static bool identify(struct importing *importing, const struct calls_row *row,
	struct pending *pending, struct err *err)
{
	if (importing->store && store_find_call(importing->store, row->legs, row->n_legs,
					pending->import.call_id, err))
		return true;
	if (importing->store && err->code != ERR_NOT_FOUND)
		return false;
	return find_by_content(importing, row, pending, err);
}

/* Whether it can be heard; if not, that is complained about. */
static bool is_recording(struct importing *importing, const struct calls_row *row)
{
	struct err err;
	struct media_options options = media_options_default;
	options.raw_rate_hz = importing->context->config->raw_rate_hz;
	struct media *media =
		row->problem ? NULL : media_open(row->legs, row->n_legs, &options, &err);
	if (!media)
		import_complain(&importing->problems, "", 0, row->problem ? row->problem : err.text);
	media_free(media);
	return media != NULL;
}

static bool take_call(struct importing *importing, const struct calls_row *row, struct err *err)
{
	struct pending pending = {.import = {.name = row->name, .legs = row->legs, .n_legs = row->n_legs}};
	if (!is_recording(importing, row))
		return true;
	if (importing->n_pending == BATCH && !flush(importing, err))
		return false;
	if (!identify(importing, row, &pending, err))
		return false;
	find_contact(importing, row, &pending.contact);
	struct pending *kept = &importing->pending[importing->n_pending++];
	*kept = pending;
	kept->import.hash = kept->is_new ? (const uint8_t(*)[HASH_SIZE])kept->content.hash : NULL;
	kept->import.contact = &kept->contact;
	return true;
}

static bool take_calls(struct importing *importing, struct err *err)
{
	size_t n_calls = calls_count(importing->calls);
	bool ok = true;
	progress_start(&importing->progress, importing->context->is_quiet);
	for (size_t i = 0; ok && i < n_calls; i++) {
		struct calls_row row;
		calls_get_row(importing->calls, i, &row);
		ok = take_call(importing, &row, err);
		progress_show(&importing->progress, i + 1, n_calls, (double)(i + 1) / (double)n_calls);
	}
	ok = ok && flush(importing, err);
	release_pending(importing);
	progress_clear(&importing->progress);
	return ok;
}

/* ---- telling ---- */

static void tell_table(const struct import_table *table)
{
	size_t n_unused = 0;
	int first = 0;
	for (size_t i = 0; i < table->n_rows; i++) {
		const struct import_row *row = &table->rows[i];
		n_unused += !row->used;
		if (!row->used && (first == 0 || row->line < first))
			first = row->line;
	}
	if (n_unused)
		command_complain(ngettext("%s:%d: %zu line is about none of these recordings",
					 "%s:%d: %zu lines, from this on, are about none of these recordings",
					 n_unused),
			table->path, first, n_unused);
}

static void tell(const struct importing *importing)
{
	if (importing->problems.n_problems > MOST_COMPLAINTS)
		command_complain(_("%zu problems in all; these were the first"),
			importing->problems.n_problems);
	if (importing->n_unlike)
		command_complain(ngettext("%zu name is not like the pattern '%s'",
					 "%zu names are not like the pattern '%s'",
					 importing->n_unlike),
			importing->n_unlike, importing->pattern);
	tell_table(&importing->table);
	if (importing->context->output == OUTPUT_JSON || importing->context->is_quiet)
		return;
	printf(ngettext("%zu call, new: %zu, with contact data: %zu\n",
		       "%zu calls, new: %zu, with contact data: %zu\n", importing->n_done),
		importing->n_done, importing->n_new, importing->n_known);
	if (importing->is_dry)
		puts(_("nothing was changed: --dry-run"));
}

/* ---- all of it ---- */

static bool open_all(
	struct importing *importing, char **arguments, size_t n_arguments, struct err *err)
{
	const char *table = importing->context->values[IMPORT_TABLE];
	const struct calls_options options = {.limits = importing->context->config->limits};
	if (importing->pattern && !name_pattern_check(importing->pattern, err))
		return false;
	if (table && !import_table_read(&importing->table, table, &importing->problems, err))
		return false;
	importing->calls =
		calls_new((const char *const *)arguments, n_arguments, &options, err);
	if (!importing->calls)
		return false;
	importing->store = importing->is_dry
				   ? database_open_reading(importing->context->config, err)
				   : database_open(importing->context->config, err);
	return importing->store || (importing->is_dry && err->code == ERR_NOT_FOUND);
}

static int status_of(const struct err *err)
{
	if (err->code == ERR_USAGE)
		return EXIT_USAGE;
	return err->code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
}

int command_import(const struct command_context *context, int n_arguments, char **arguments)
{
	struct err err;
	if (n_arguments == 0) {
		command_complain(_("import: which recordings or folders?"));
		return EXIT_USAGE;
	}
	struct importing *importing = mem_zalloc(1, sizeof *importing);
	importing->context = context;
	importing->pattern = context->values[IMPORT_PATTERN];
	importing->is_dry = context->values[IMPORT_DRY_RUN] != NULL;
	int status = EXIT_DONE;
	bool ok = open_all(importing, arguments, (size_t)n_arguments, &err);
	if (!ok)
		status = status_of(&err);
	else if (!take_calls(importing, &err))
		status = EXIT_FAILED;
	if (status != EXIT_DONE)
		command_complain("%s", err.text);
	if (ok && (status == EXIT_DONE || importing->n_done))
		tell(importing);
	if (status == EXIT_DONE && importing->problems.n_problems)
		status = EXIT_FAILED;
	import_table_release(&importing->table);
	calls_free(importing->calls);
	store_close(importing->store);
	free(importing->dry);
	free(importing);
	return status;
}
