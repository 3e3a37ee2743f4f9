/* What tests do to a database from outside. Usage:
 * database make FILE RECORDING PERSON   a draft with marks and records
 * database run FILE SQL
 * database locked FILE COMMAND...       while the file is locked
 * database without-rights COMMAND...    as a user who may write nothing */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <grp.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "media/media.h"
#include "store/store.h"

#define NOBODY 65534

extern char **environ;

static int fail(const char *what)
{
	fprintf(stderr, "database: %s\n", what);
	return EXIT_FAILURE;
}

static bool is_saved(
	struct store *store, const char *review_id, const struct store_change *change)
{
	struct store_ack ack;
	uint64_t ticket = store_submit(store, review_id, change);
	return store_next_ack(store, &ack) && ack.ticket == ticket && ack.saved;
}

static bool mark(struct store *store, const char *review_id, const char *item_key, int level,
	const char *comment)
{
	struct store_change change = {.kind = CHANGE_MARK,
		.set_level = true,
		.level = level,
		.set_comment = true,
		.comment = comment,
		.set_evidence = true,
		.evidence_ms = 61500,
		.evidence_end_ms = -1,
		.score_centi = 5000};
	strcpy(change.item_key, item_key);
	strcpy(change.level_key, level == 1 ? "not-met" : "met");
	return is_saved(store, review_id, &change);
}

/* What a review holds beside its answers. */
static bool add_records(struct store *store, const char *review_id)
{
	static char said[] = "same to you", diagnosis[] = "calm first";
	const struct store_change changes[] = {
		{.item_key = "2", .set_reasons = true, .reasons = "N1 N3"},
		{.item_key = "3", .occurrence = OCCURRENCE_ADD, .occurrence_ms = 2500},
		{.item_key = "3", .occurrence = OCCURRENCE_ADD, .occurrence_ms = 3500},
		{.kind = CHANGE_FIELD, .item_key = "queue", .text = "returns"},
		{.kind = CHANGE_NOTE, .note_ms = 4000, .text = "asks\033[2J twice"},
		{.kind = CHANGE_INCIDENT,
			.incident = {.class = "a",
				.category = "bad-attitude",
				.start_ms = 1000,
				.end_ms = -1,
				.texts = {[INCIDENT_SAID] = said, [INCIDENT_DIAGNOSIS] = diagnosis}}},
	};
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
		if (!is_saved(store, review_id, &changes[i]))
			return false;
	return true;
}

static bool fill(struct store *store, char *recording, struct err *err)
{
	static const char *const keys[] = {"1", "2", "3"};
	static const struct store_card_level levels[] = {
		{"1", "not-met", 1}, {"1", "met", 2}, {"2", "not-met", 1}, {"2", "met", 2}};
	static const char card[] =
		"card: two\nversion: 1\ntitle: Two\npass: 18\n"
		"fields: [{field: queue, title: Queue}]\n"
		"sections:\n- section: a\n  title: Talk\n  points: 10\n  items:\n"
		"  - {item: 1, title: Greets, met: 5}\n"
		"  - {item: 2, title: Asks, met: 5, reasons: {N1: Too late, N3: Too little}}\n"
		"  - {item: 3, title: Fillers, scale: occurrence, off: 1}\n";
	struct call_leg leg = {.path = recording};
	struct store_review review;
	uint8_t hash[1][HASH_SIZE];
	char call_id[ID_SIZE], same_id[ID_SIZE];
	int64_t card_row;
	return media_stat(&leg, err) && media_hash(recording, hash[0], NULL, err) &&
	       store_add_call(store, "call", &leg, 1, call_id, err) &&
	       store_identify_call(store, call_id, &leg, 1, hash, same_id, err) &&
	       store_put_card(store, "two", 1, card, sizeof card - 1, keys, 3, levels, 4, &card_row, err) &&
	       store_add_review(store, call_id, card_row, &review, err) &&
	       mark(store, review.id, "1", 2, "greets\033[31m well") &&
	       mark(store, review.id, "2", 1, "") && add_records(store, review.id);
}

static int make(const char *path, char *recording, const char *person)
{
	struct err err = {0};
	const struct store_options options = {.path = path, .person = person};
	struct store *store = store_open(&options, &err);
	bool made = store && fill(store, recording, &err);
	store_close(store);
	return made ? EXIT_SUCCESS : fail(err.text);
}

static int execute(sqlite3 *handle, const char *sql)
{
	return sqlite3_exec(handle, sql, NULL, NULL, NULL) == SQLITE_OK
		       ? EXIT_SUCCESS
		       : fail(sqlite3_errmsg(handle));
}

static int run_command(char **command)
{
	pid_t child;
	int status;
	if (posix_spawnp(&child, command[0], NULL, NULL, command, environ) != 0 ||
		waitpid(child, &status, 0) != child || !WIFEXITED(status))
		return fail("the command did not end as it should");
	return WEXITSTATUS(status);
}

static int run_on(const char *path, const char *sql, char **command)
{
	sqlite3 *handle;
	if (sqlite3_open(path, &handle) != SQLITE_OK)
		return fail(path);
	int status = execute(handle, sql);
	if (status == EXIT_SUCCESS && command)
		status = run_command(command);
	sqlite3_close(handle);
	return status;
}

static int run_without_rights(char **command)
{
	if (geteuid() == 0 &&
		(setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
		return fail("cannot give up root's rights");
	execvp(command[0], command);
	return fail(command[0]);
}

int main(int argc, char **argv)
{
	if (argc == 5 && strcmp(argv[1], "make") == 0)
		return make(argv[2], argv[3], argv[4]);
	if (argc == 4 && strcmp(argv[1], "run") == 0)
		return run_on(argv[2], argv[3], NULL);
	if (argc > 3 && strcmp(argv[1], "locked") == 0)
		return run_on(
			argv[2], "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", argv + 3);
	if (argc > 2 && strcmp(argv[1], "without-rights") == 0)
		return run_without_rights(argv + 2);
	return fail("what?");
}
