/* Tests of opening: what is made, what is refused untouched, upgrades. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/str.h"
#include "desk.h"
#include "store/db.h"
#include "store/file.h"
#include "store/migrate.h"
#include "store/schema.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static char *read_whole(const char *path, size_t *n_bytes)
{
	char buf[4096];
	struct str text = {0};
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	for (size_t n; (n = fread(buf, 1, sizeof buf, file)) > 0;)
		str_addn(&text, buf, n);
	fclose(file);
	*n_bytes = text.n_bytes;
	return str_take(&text);
}

/* Opening fails with that code and leaves the file as it was, with nothing beside it. */
static void refused_untouched(struct desk *desk, enum err_code code)
{
	struct err err = {0};
	struct stat facts;
	char wal[128];
	size_t n_before, n_after;
	char *before = read_whole(desk->path, &n_before);
	assert_null(desk_try(desk, false, &err));
	assert_int_equal(err.code, code);
	assert_non_null(strstr(err.text, desk->path));
	char *after = read_whole(desk->path, &n_after);
	assert_int_equal(n_before, n_after);
	assert_memory_equal(before, after, n_before);
	snprintf(wal, sizeof wal, "%s-wal", desk->path);
	assert_int_not_equal(stat(wal, &facts), 0);
	free(before);
	free(after);
}

static void a_new_one_is_private(void **state)
{
	DESK;
	struct stat facts;
	snprintf(desk->path, sizeof desk->path, "%s/new/deep/marks.db", desk->folder);
	umask(0);
	desk_open(desk);
	umask(022);
	assert_int_equal(stat(desk->path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
	*strrchr(desk->path, '/') = '\0';
	assert_int_equal(stat(desk->path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0700);
}

static void it_is_what_it_says(void **state)
{
	DESK;
	desk_open(desk);
	assert_int_equal(desk_number(desk, "PRAGMA application_id"), SCHEMA_APPLICATION_ID);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), schema_n_steps);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM pragma_journal_mode "
					   "WHERE journal_mode = 'wal'"),
		1);
	assert_int_equal(
		desk_number(desk, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' "
				  "AND sql NOT LIKE '%STRICT%'"),
		0);
	assert_false(store_is_readonly(desk->store));
	desk_assert_sound(desk);
}

static void an_empty_file_is_filled(void **state)
{
	DESK;
	desk_overwrite(desk->path, 0, "", 0);
	desk_open(desk);
	desk_assert_sound(desk);
}

static void memory_is_enough(void **state)
{
	DESK;
	strcpy(desk->path, ":memory:");
	desk_open(desk);
	desk_add_call(desk);
	desk_add_review(desk);
	desk_mark(desk, "1", 2);
	desk_assert_marks(desk, "1=2;");
	desk_assert_sound(desk);
}

static void no_database_is_refused(void **state)
{
	DESK;
	static const char text[] = "# a file of notes\n";
	desk_overwrite(desk->path, 0, text, sizeof text - 1);
	refused_untouched(desk, ERR_FORMAT);
}

static void a_foreign_database_is_refused(void **state)
{
	DESK;
	assert_int_equal(desk_sql(desk, "CREATE TABLE t(a)"), SQLITE_OK);
	refused_untouched(desk, ERR_FORMAT);
	assert_int_equal(desk_sql(desk, "PRAGMA application_id = 7"), SQLITE_OK);
	refused_untouched(desk, ERR_FORMAT);
}

static void a_newer_one_is_refused(void **state)
{
	DESK;
	desk_open(desk);
	store_close(desk->store);
	desk->store = NULL;
	assert_int_equal(desk_sql(desk, "PRAGMA user_version = 99"), SQLITE_OK);
	refused_untouched(desk, ERR_FORMAT);
}

static void a_newer_one_in_the_wal_is_refused(void **state)
{
	DESK;
	struct err err = {0};
	sqlite3 *other;
	desk_open(desk);
	assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(other, "PRAGMA user_version = 99", NULL, NULL, NULL), SQLITE_OK);
	assert_null(desk_try(desk, false, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	sqlite3_close(other);
}

static void a_damaged_one_is_told(void **state)
{
	DESK;
	struct err err = {0};
	char junk[512];
	memset(junk, 0xa5, sizeof junk);
	desk_open(desk);
	store_close(desk->store);
	desk->store = NULL;
	desk_overwrite(desk->path, 100, junk, sizeof junk);
	assert_null(desk_try(desk, false, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_non_null(strstr(err.text, "damaged"));
}

static void what_is_no_file_is_refused(void **state)
{
	DESK;
	struct err err = {0};
	assert_int_equal(mkdir(desk->path, 0700), 0);
	assert_null(desk_try(desk, false, &err));
	rmdir(desk->path);
	assert_int_equal(mkfifo(desk->path, 0600), 0);
	assert_null(desk_try(desk, false, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	unlink(desk->path);
	assert_int_equal(symlink("elsewhere", desk->path), 0);
	assert_null(desk_try(desk, false, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	unlink(desk->path);
	snprintf(desk->path, sizeof desk->path, "/proc/nowhere/marks.db");
	assert_null(desk_try(desk, false, &err));
	assert_int_equal(err.code, ERR_IO);
}

static void a_linked_folder_is_followed(void **state)
{
	DESK;
	char real[96], linked[96];
	snprintf(real, sizeof real, "%s/real", desk->folder);
	snprintf(linked, sizeof linked, "%s/linked", desk->folder);
	assert_int_equal(mkdir(real, 0700), 0);
	assert_int_equal(symlink(real, linked), 0);
	snprintf(desk->path, sizeof desk->path, "%s/linked/marks.db", desk->folder);
	desk_open(desk);
	assert_false(store_is_readonly(desk->store));
}

static void reading_only_changes_nothing(void **state)
{
	DESK;
	struct err err = {0};
	struct store_ack ack;
	struct store_review review;
	desk_mark(desk, "1", 2);
	store_close(desk->store);
	desk->store = desk_try(desk, true, &err);
	assert_non_null(desk->store);
	assert_true(store_is_readonly(desk->store));
	assert_true(store_find_review(desk->store, desk->call_id, &review, &err));
	desk_assert_marks(desk, "1=2;");
	desk_refused(desk, &(struct store_change){.item_key = "1", .set_level = true, .level = 1},
		ERR_READONLY);
	assert_false(store_put_place(desk->store, review.id, 1, "1", 1, &err));
	assert_int_equal(err.code, ERR_READONLY);
	assert_false(store_next_ack(desk->store, &ack));
	assert_int_equal(store_count_pending(desk->store, NULL), 0);
}

static void reading_only_makes_nothing(void **state)
{
	DESK;
	struct err err = {0};
	struct stat facts;
	assert_null(desk_try(desk, true, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_int_not_equal(stat(desk->path, &facts), 0);
}

/* Without rights the store opens readonly by itself; as root it must give its rights up for that,
 * in a child. */
static int open_without_rights(struct desk *desk)
{
	struct err err = {0};
	if (geteuid() == 0 && (setegid(65534) != 0 || seteuid(65534) != 0))
		return 1;
	struct store *store = desk_try(desk, false, &err);
	if (!store)
		return 2;
	struct store_review review;
	bool found = store_find_review(store, desk->call_id, &review, &err);
	bool readonly = store_is_readonly(store);
	store_close(store);
	return found && readonly ? 0 : 3;
}

static void reads_without_rights(struct desk *desk)
{
	int status;
	pid_t child = fork();
	if (child == 0)
		_exit(open_without_rights(desk));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

static void without_rights_it_is_read(void **state)
{
	DESK;
	desk_mark(desk, "1", 2);
	store_close(desk->store);
	desk->store = NULL;
	assert_int_equal(chmod(desk->path, 0444), 0);
	assert_int_equal(chmod(desk->folder, 0777), 0);
	reads_without_rights(desk);
	assert_int_equal(chmod(desk->folder, 0555), 0);
	reads_without_rights(desk);
}

static void what_another_writes_is_read(void **state)
{
	DESK;
	static const char *const endings[] = {"", "-wal", "-shm"};
	desk_mark(desk, "1", 2); /* the review, too, is in the WAL only */
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s%s", desk->path, endings[i]);
		assert_int_equal(chmod(path, 0444), 0);
	}
	assert_int_equal(chmod(desk->folder, 0555), 0);
	reads_without_rights(desk);
}

/* ---- upgrades, with steps of a time to come ---- */

static const char *const two_steps[] = {
	"CREATE TABLE meta(k TEXT PRIMARY KEY, v TEXT NOT NULL) STRICT;"
	"INSERT INTO meta VALUES('origin', 'here');",
	"ALTER TABLE meta ADD COLUMN note TEXT; UPDATE meta SET note = 'new';",
};
static const char *const broken_steps[] = {
	"",
	"CREATE TABLE half(a INTEGER) STRICT; INSERT INTO nowhere VALUES(1);",
};
static const char *const deadly_steps[] = {
	"", "CREATE TABLE half(a INTEGER) STRICT; INSERT INTO half SELECT die();"};
static const char *const test_sql[] = {DB_STATEMENTS};

static void die(sqlite3_context *context, int n_values, sqlite3_value **values)
{
	(void)context, (void)n_values, (void)values;
	raise(SIGKILL);
}

/* Runs the first n_steps on the desk's file. */
static bool upgrade(struct desk *desk, const char *const *steps, size_t n_steps, struct err *err)
{
	struct db db;
	bool ok = file_create(desk->path, err) && db_open(&db, desk->path, 0, test_sql, 3, err) &&
		  db_exec(&db, "PRAGMA journal_mode = WAL", err);
	assert_true(ok);
	sqlite3_create_function(db.handle, "die", 0, SQLITE_UTF8, NULL, die, NULL, NULL);
	ok = migrate_run(&db, steps, n_steps, err);
	db_close(&db);
	return ok;
}

static void an_upgrade_leaves_a_copy(void **state)
{
	DESK;
	struct err err = {0};
	struct stat facts;
	assert_true(upgrade(desk, two_steps, 1, &err));
	assert_true(upgrade(desk, two_steps, 2, &err));
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 2);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM meta WHERE note = 'new'"), 1);
	strcat(desk->path, ".v1.bak");
	assert_int_equal(stat(desk->path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 1);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM meta WHERE v = 'here'"), 1);
}

static void an_upgrade_that_fails_changes_nothing(void **state)
{
	DESK;
	struct err err = {0};
	assert_true(upgrade(desk, two_steps, 1, &err));
	assert_false(upgrade(desk, broken_steps, 2, &err));
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 1);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM sqlite_schema"
					   " WHERE name = 'half'"),
		0);
}

static void an_upgrade_that_dies_changes_nothing(void **state)
{
	DESK;
	struct err err = {0};
	int status;
	assert_true(upgrade(desk, two_steps, 1, &err));
	pid_t child = fork();
	if (child == 0)
		_exit(upgrade(desk, deadly_steps, 2, &err));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 1);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM sqlite_schema"
					   " WHERE name = 'half'"),
		0);
	assert_true(upgrade(desk, two_steps, 2, &err));
	assert_int_equal(desk_number(desk, "PRAGMA user_version"), 2);
}

static void network_file_systems_are_known(void **state)
{
	(void)state;
	assert_true(file_magic_is_network(0x6969));
	assert_true(file_magic_is_network(0xff534d42));
	assert_false(file_magic_is_network(0xef53));     /* ext4 */
	assert_false(file_magic_is_network(0x01021994)); /* tmpfs */
}

#define folder_test(function)                                                                      \
	cmocka_unit_test_setup_teardown(function, desk_setup_folder, desk_teardown)
#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		folder_test(a_new_one_is_private),
		folder_test(it_is_what_it_says),
		folder_test(an_empty_file_is_filled),
		folder_test(memory_is_enough),
		folder_test(no_database_is_refused),
		folder_test(a_foreign_database_is_refused),
		folder_test(a_newer_one_is_refused),
		folder_test(a_newer_one_in_the_wal_is_refused),
		folder_test(a_damaged_one_is_told),
		folder_test(what_is_no_file_is_refused),
		folder_test(a_linked_folder_is_followed),
		desk_test(reading_only_changes_nothing),
		folder_test(reading_only_makes_nothing),
		desk_test(without_rights_it_is_read),
		desk_test(what_another_writes_is_read),
		folder_test(an_upgrade_leaves_a_copy),
		folder_test(an_upgrade_that_fails_changes_nothing),
		folder_test(an_upgrade_that_dies_changes_nothing),
		cmocka_unit_test(network_file_systems_are_known),
	};
	return cmocka_run_group_tests_name("store open", tests, NULL, NULL);
}
