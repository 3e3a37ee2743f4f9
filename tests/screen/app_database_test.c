/* Tests of bad places for the database: one clear message, nothing lost, the terminal restored. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define CONTROL_C "\003"

/* One mark, so that the database and the review are there. */
static void begin_review(struct sitting *sitting)
{
	sitting_review_paused(sitting, sitting->sample);
	sitting_type(sitting, "2", "Item 1 met at 0:00 saved");
}

static void sql(const char *path, const char *text)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Another program that writes and does not come to an end. */
static sqlite3 *lock(struct sitting *sitting)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(sitting->database, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 60000); /* callmark may just be writing */
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	return db;
}

static void limit_files(struct sitting *sitting, rlim_t n_bytes)
{
	const struct rlimit limit = {n_bytes, RLIM_INFINITY};
	assert_int_equal(
		prlimit(screen_get_pid(sitting->screen), RLIMIT_FSIZE, &limit, NULL), 0);
}

/* Refused before there is a screen: this status, and all of these words on standard error. */
static void expect_refusal(struct sitting *sitting, int status, const char *const *words)
{
	assert_int_equal(screen_wait_exit(sitting->screen), status);
	for (; *words; words++)
		if (!strstr(screen_get_raw(sitting->screen), *words))
			fail_msg("no '%s' in: %s", *words, screen_get_raw(sitting->screen));
	assert_null(strstr(screen_get_raw(sitting->screen), "\033"));
	screen_stop(sitting->screen);
	sitting->screen = NULL;
}
#define EXPECT_REFUSAL(sitting, status, ...)                                                       \
	expect_refusal(sitting, status, (const char *const[]){__VA_ARGS__, NULL})

/* ---- locked ---- */

static void a_mark_waits_for_a_lock(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	sqlite3 *other = lock(sitting);
	sitting_type(sitting, "1", "Saving...");
	screen_wait_text(sitting->screen, "locked");
	sitting_type(sitting, "2", "Saving...");
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
	sqlite3_close(other);
	screen_wait_text(sitting->screen, "Item 3 met at 0:00 saved");
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 2=1@0 3=2@0 draft");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void leaving_unsaved_marks_warns_once(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	sqlite3 *other = lock(sitting);
	sitting_type(sitting, "1", "Saving...");
	sitting_type(sitting, "q", "1 mark is not saved yet");
	sitting_type(sitting, "j", "Scorecard"); /* any other key takes it back */
	sitting_type(sitting, "q", "1 mark is not saved yet");
	screen_send(sitting->screen, "q");
	assert_int_equal(screen_wait_exit(sitting->screen), 1);
	assert_true(screen_is_restored(sitting->screen));
	assert_true(screen_has_text(sitting->screen, "callmark: 1 mark was not saved"));
	sqlite3_close(other);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
}

static void a_dropped_line_while_locked_says_so(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	sqlite3 *other = lock(sitting);
	sitting_type(sitting, "1", "Saving...");
	screen_hang_up(sitting->screen);
	assert_int_equal(screen_wait_exit(sitting->screen), 1);
	sqlite3_close(other);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
	sitting_expect_sound_database(sitting);
}

static void a_first_mark_on_a_locked_database_waits(void **state)
{
	struct sitting *sitting = *state;
	char *call = sitting_make_call(sitting, "call.wav", 20);
	begin_review(sitting);
	sitting_leave(sitting);
	sitting_start(sitting, (struct screen_options){.arguments = {"--no-audio", "-o",
						       "autoplay=no", "--card", "short", call}});
	screen_wait_text(sitting->screen, "|| 0:00.0");
	sqlite3 *other = lock(sitting);
	sitting_type(sitting, "2", "Saving...");
	screen_wait_text(sitting->screen, "locked");
	sitting_type(sitting, "q", "1 mark is not saved yet");
	sitting_type(sitting, "j", "1 of 5"); /* any other key takes it back */
	sqlite3_close(other);
	screen_wait_text(sitting->screen, "Item 1 met");
	sitting_type(sitting, "k1", "Item 2 not met");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, call, "1=2@0 2=1@0 draft");
	sitting_expect_sound_database(sitting);
	free(call);
}

/* A submission that waits must not submit the call that is opened meanwhile. */
static void a_waiting_submission_stays_with_its_call(void **state)
{
	struct sitting *sitting = *state;
	char *first = sitting_make_call(sitting, "1.wav", 125);
	char *second = sitting_make_call(sitting, "2.wav", 126);
	sitting_start(sitting, (struct screen_options){
		.arguments = {"--no-audio", "--card", "short", first, second}});
	sitting_type(sitting, "\r", " > ");
	sitting_type(sitting, CONTROL_C "\033[H", "|| 0:00.0");
	sitting_type(sitting, "22222", "Item 5 met");
	sitting_type(sitting, "S", "Nothing is missing.");
	sqlite3 *other = lock(sitting);
	sitting_type(sitting, "y", "Saving...");
	sitting_type(sitting, ")", "  2  ");
	sqlite3_close(other);
	sitting_type(sitting, "i", "The agent greets");
	sitting_type(sitting, "q", "Scorecard");
	sitting_type(sitting, CONTROL_C "\033[H", "|| 0:00.0");
	sitting_type(sitting, "2", "Item 1 met at 0:00 saved");
	sitting_expect_marks(sitting, first, "1=2@0 2=2@0 3=2@0 4=2@0 5=2@0 final");
	sitting_expect_marks(sitting, second, "1=2@0 draft");
	sitting_type(sitting, "q", "final  1");
	sitting_leave(sitting);
	free(first);
	free(second);
}

/* Reads what is drawn meanwhile, for callmark waits until it has been read. */
static void wait_marks(struct sitting *sitting, const char *path, const char *expected)
{
	bool is_there = false;
	for (int i = 0; i < 3000 && !is_there; i++) {
		char *marks = sitting_read_marks(sitting, path);
		is_there = strcmp(marks, expected) == 0;
		free(marks);
		screen_wait_quiet(sitting->screen, 20);
	}
	assert_true(is_there);
}

/* The next call opens by itself, but not below a text that is being written about this one. */
static void a_text_stays_with_the_call_that_it_is_about(void **state)
{
	struct sitting *sitting = *state;
	char *first = sitting_make_call(sitting, "1.wav", 125);
	char *second = sitting_make_call(sitting, "2.wav", 126);
	sitting_start(sitting, (struct screen_options){
		.arguments = {"--no-audio", "-o", "autoplay=no", "--card", "short", first, second}});
	sitting_type(sitting, "\r", "|| 0:00.0");
	sitting_type(sitting, "22222", "Item 5 met");
	sitting_type(sitting, "S", "Nothing is missing.");
	sqlite3 *other = lock(sitting);
	sitting_type(sitting, "y", "Saving...");
	sitting_type(sitting, "cabout the first", "Comment on 5: about the first");
	sqlite3_close(other);
	wait_marks(sitting, first, "1=2@0 2=2@0 3=2@0 4=2@0 5=2@0 final");
	sitting_type(sitting, "\r", "this is the next call");
	sitting_expect_marks(sitting, first, "1=2@0 2=2@0 3=2@0 4=2@0 5=2@0 final");
	sitting_expect_marks(sitting, second, "none");
	sitting_type(sitting, "q", "final  1");
	sitting_leave(sitting);
	free(first);
	free(second);
}

/* ---- full ---- */

static void a_mark_waits_for_room(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	limit_files(sitting, 1);
	sitting_type(sitting, "1", "Saving...");
	sitting_type(sitting, " ", " > "); /* all the rest goes on */
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, "q", "1 mark is not saved yet");
	limit_files(sitting, RLIM_INFINITY);
	screen_wait_text(sitting->screen, "2 of 5");
	sitting_type(sitting, "jk2", "Item 3 met");
	sitting_leave(sitting);
	sitting_expect_sound_database(sitting);
}

static void leaving_a_full_disk_is_a_failure(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	limit_files(sitting, 1);
	sitting_type(sitting, "1", "Saving...");
	sitting_type(sitting, "q", "1 mark is not saved yet");
	screen_send(sitting->screen, "q");
	assert_int_equal(screen_wait_exit(sitting->screen), 1);
	assert_true(screen_is_restored(sitting->screen));
	assert_true(screen_has_text(sitting->screen, "callmark: 1 mark was not saved"));
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
	sitting_expect_sound_database(sitting);
}

/* ---- not ours to write ---- */

static void a_readonly_database_is_read(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	sitting_leave(sitting);
	chmod(sitting->database, 0400);
	sitting_start_bound(sitting, (struct screen_options){
		.arguments = {"--no-audio", sitting->sample}});
	screen_wait_text(sitting->screen, "1 of 5");
	sitting_type(sitting, "1", "Not saved: the database can only be read");
	screen_wait_text(sitting->screen, "1 of 5");
	sitting_type(sitting, "u", "Not saved: the database can only be read");
	sitting_type(sitting, "cnote\r", "Not saved: the database can only be read");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
}

static void a_folder_that_cannot_be_written_is_named(void **state)
{
	struct sitting *sitting = *state;
	char *folder = fixture_path(sitting->home, "locked");
	char *database = fixture_path(folder, "callmark.db");
	mkdir(folder, 0500);
	sitting_start_bound(sitting, (struct screen_options){.columns = 300,
		.arguments = {"--no-audio", "--db", database, sitting->sample}});
	EXPECT_REFUSAL(sitting, 1, "callmark: ", database, "Permission denied");
	free(database);
	free(folder);
}

static void a_home_that_cannot_be_written_is_named(void **state)
{
	struct sitting *sitting = *state;
	char *folder = fixture_path(sitting->home, "locked");
	char home[4096];
	mkdir(folder, 0500);
	snprintf(home, sizeof home, "HOME=%s", folder);
	sitting_start_bound(sitting, (struct screen_options){.columns = 300,
		.env = {home, "XDG_CONFIG_HOME=", "XDG_DATA_HOME=", "XDG_CACHE_HOME=",
			"XDG_STATE_HOME="},
		.arguments = {"--no-audio", sitting->sample}});
	EXPECT_REFUSAL(sitting, 1, "callmark: ", "locked/.local", "Permission denied");
	/* What needs no database still works. */
	sitting_start_bound(sitting, (struct screen_options){.columns = 300, .term = "dumb",
		.env = {home, "XDG_CONFIG_HOME=", "XDG_DATA_HOME=", "XDG_CACHE_HOME=",
			"XDG_STATE_HOME="},
		.arguments = {"gaps", sitting->sample}});
	EXPECT_REFUSAL(sitting, 0, "over 60 s", "hold");
	free(folder);
}

/* ---- not a database of ours ---- */

static void expect_untouched(struct sitting *sitting, const char *why)
{
	struct stat before, after;
	assert_int_equal(stat(sitting->database, &before), 0);
	sitting_start(sitting, (struct screen_options){
		.columns = 300, .arguments = {"--no-audio", sitting->sample}});
	EXPECT_REFUSAL(sitting, 1, "callmark: ", "was left untouched", why, sitting->database);
	assert_int_equal(stat(sitting->database, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	assert_true(before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
		before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

static void a_newer_database_is_left_untouched(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	sitting_leave(sitting);
	sql(sitting->database, "PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)");
	expect_untouched(sitting, "a newer callmark made it");
}

static void another_programs_database_is_left_untouched(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	sitting_leave(sitting);
	sql(sitting->database, "PRAGMA application_id = 7; PRAGMA wal_checkpoint(TRUNCATE)");
	expect_untouched(sitting, "it belongs to another program");
}

static void other_files_are_left_untouched(void **state)
{
	struct sitting *sitting = *state;
	begin_review(sitting);
	sitting_leave(sitting);
	fixture_write(sitting->database, "Dear diary,", 11);
	expect_untouched(sitting, "it is not a database");
}

static void a_folder_is_no_database(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(sitting, (struct screen_options){.columns = 300,
		.arguments = {"--no-audio", "--db", sitting->home, sitting->sample}});
	EXPECT_REFUSAL(sitting, 1, "callmark: ", sitting->home, "is not a file");
}

/* ---- words on the command line ---- */

static void a_broken_card_is_named_with_its_place(void **state)
{
	struct sitting *sitting = *state;
	char *card = fixture_path(sitting->home, "mine.yaml"), place[4096];
	static const char text[] = "card: mine\nversion: one\n";
	fixture_write(card, text, strlen(text));
	snprintf(place, sizeof place, "callmark: %s:1:1: 'title' is missing", card);
	sitting_start(sitting, (struct screen_options){.columns = 300,
		.arguments = {"--no-audio", "--card", card, sitting->sample}});
	EXPECT_REFUSAL(sitting, 1, place);
	sitting_start(sitting, (struct screen_options){.columns = 300,
		.arguments = {"--no-audio", "--card", "nonesuch", sitting->sample}});
	EXPECT_REFUSAL(sitting, 3, "there is no scorecard 'nonesuch'", "callmark card list");
	free(card);
}

static void unknown_options_are_named(void **state)
{
	struct sitting *sitting = *state;
	sitting_start(sitting, (struct screen_options){.columns = 300,
		.arguments = {"--nonsense", sitting->sample}});
	EXPECT_REFUSAL(sitting, 2, "there is no option '--nonsense'", "callmark --help");
	char *config = fixture_path(sitting->home, "config/callmark"), *file;
	mkdir(config, 0700);
	file = fixture_path(config, "callmark.conf");
	fixture_write(file, "audio = no\nnonsense = 1\n", 24);
	sitting_start(sitting,
		(struct screen_options){.columns = 300, .arguments = {sitting->sample}});
	EXPECT_REFUSAL(sitting, 2, "callmark.conf:2: there is no option 'nonsense'");
	free(file);
	free(config);
}

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT(a_mark_waits_for_a_lock),
		SIT(leaving_unsaved_marks_warns_once),
		SIT(a_dropped_line_while_locked_says_so),
		SIT(a_first_mark_on_a_locked_database_waits),
		SIT(a_waiting_submission_stays_with_its_call),
		SIT(a_text_stays_with_the_call_that_it_is_about),
		SIT(a_mark_waits_for_room),
		SIT(leaving_a_full_disk_is_a_failure),
		SIT(a_readonly_database_is_read),
		SIT(a_folder_that_cannot_be_written_is_named),
		SIT(a_home_that_cannot_be_written_is_named),
		SIT(a_newer_database_is_left_untouched),
		SIT(another_programs_database_is_left_untouched),
		SIT(other_files_are_left_untouched),
		SIT(a_folder_is_no_database),
		SIT(a_broken_card_is_named_with_its_place),
		SIT(unknown_options_are_named),
	};
	return cmocka_run_group_tests_name("app_database", tests, NULL, NULL);
}
