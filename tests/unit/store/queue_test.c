/* Tests of the queue: whatever the disk does, a change is saved once, in order, or said not to be.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/clock.h"
#include "desk.h"
#include "faults.h"
#include "testing.h"

#define DESK struct desk *desk = *state
#define NFS_MAGIC 0x6969

/* What statfs says of every file system; 0: the truth. Static because statfs has no context. */
static long pretended_magic;

/* In the place of the C library's. */
int statfs(const char *path, struct statfs *facts)
{
	int rc = (int)syscall(SYS_statfs, path, facts);
	if (rc == 0 && pretended_magic)
		facts->f_type = pretended_magic;
	return rc;
}

static void a_locked_database_keeps_the_order(void **state)
{
	DESK;
	struct err why;
	struct store_ack ack;
	sqlite3 *other;
	struct store_change change = {.item_key = "1", .set_level = true, .level = 1};
	assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	uint64_t first = store_submit(desk->store, desk->review.id, &change);
	change.level = 3;
	uint64_t second = store_submit(desk->store, desk->review.id, &change);
	assert_false(store_next_ack(desk->store, &ack));
	assert_int_equal(store_count_pending(desk->store, &why), 2);
	assert_int_equal(why.code, ERR_BUSY);
	desk_assert_marks(desk, "");
	store_service(desk->store, store_get_deadline_ns(desk->store));
	assert_int_equal(store_count_pending(desk->store, NULL), 2);
	sqlite3_close(other);
	store_service(desk->store, store_get_deadline_ns(desk->store));
	assert_true(store_next_ack(desk->store, &ack) && ack.saved);
	assert_int_equal(ack.ticket, first);
	assert_true(store_next_ack(desk->store, &ack) && ack.saved);
	assert_int_equal(ack.ticket, second);
	assert_int_equal(store_count_pending(desk->store, &why), 0);
	desk_assert_marks(desk, "1=3;");
	desk_assert_sound(desk);
}

static void closing_saves_what_waits(void **state)
{
	DESK;
	sqlite3 *other;
	struct store_change change = {.item_key = "1", .set_comment = true, .comment = "late"};
	assert_int_equal(sqlite3_open(desk->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(store_submit(desk->store, desk->review.id, &change), 0);
	sqlite3_close(other);
	desk_reopen(desk);
	desk_assert_marks(desk, "1=0 'late';");
}

static void a_full_disk_loses_nothing(void **state)
{
	DESK;
	struct err why = {0};
	struct store_ack ack;
	struct rlimit none, small;
	struct store_change change = {.item_key = "1", .set_level = true, .level = 2};
	/* A limit on the size of files refuses writes as a full disk does. */
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &none), 0);
	signal(SIGXFSZ, SIG_IGN);
	small = none;
	small.rlim_cur = 4096;
	setrlimit(RLIMIT_FSIZE, &small);
	uint64_t ticket = store_submit(desk->store, desk->review.id, &change);
	size_t n_pending = store_count_pending(desk->store, &why);
	setrlimit(RLIMIT_FSIZE, &none);
	assert_int_equal(n_pending, 1);
	assert_int_equal(why.code, ERR_FULL);
	store_service(desk->store, store_get_deadline_ns(desk->store));
	assert_true(store_next_ack(desk->store, &ack));
	assert_true(ack.saved);
	assert_int_equal(ack.ticket, ticket);
	desk_assert_marks(desk, "1=2;");
	assert_true(desk_undo(desk));
	assert_false(desk_undo(desk)); /* it was applied once */
	desk_assert_sound(desk);
}

static void the_wal_is_emptied_when_idle(void **state)
{
	DESK;
	desk_mark(desk, "1", 2);
	int64_t deadline_ns = store_get_deadline_ns(desk->store);
	assert_int_not_equal(deadline_ns, CLOCK_NEVER);
	store_service(desk->store, deadline_ns - 1);
	assert_int_equal(store_get_deadline_ns(desk->store), deadline_ns);
	store_service(desk->store, deadline_ns);
	assert_int_equal(store_get_deadline_ns(desk->store), CLOCK_NEVER);
	desk_mark(desk, "2", 2);
	desk_assert_marks(desk, "1=2;2=2;");
	desk_assert_sound(desk);
}

/* A mark waits and says why; after what puts things right it is saved. */
static void waits_until(struct desk *desk, const char *from, const char *to)
{
	struct err why;
	struct store_ack ack;
	struct store_change change = {.item_key = "1", .set_level = true, .level = 2};
	assert_int_not_equal(store_submit(desk->store, desk->review.id, &change), 0);
	assert_false(store_next_ack(desk->store, &ack));
	assert_int_equal(store_count_pending(desk->store, &why), 1);
	assert_int_equal(why.code, ERR_GONE);
	assert_non_null(strstr(why.text, desk->path));
	assert_int_equal(rename(from, to), 0);
	store_service(desk->store, store_get_deadline_ns(desk->store));
	assert_true(store_next_ack(desk->store, &ack) && ack.saved);
	desk_assert_marks(desk, "1=2;");
	desk_assert_sound(desk);
}

static void a_database_moved_away_saves_nothing(void **state)
{
	DESK;
	char aside[128];
	snprintf(aside, sizeof aside, "%s/aside.db", desk->folder);
	assert_int_equal(rename(desk->path, aside), 0);
	waits_until(desk, aside, desk->path);
}

static void a_database_replaced_saves_nothing(void **state)
{
	DESK;
	char aside[128];
	snprintf(aside, sizeof aside, "%s/aside.db", desk->folder);
	assert_int_equal(rename(desk->path, aside), 0);
	desk_overwrite(desk->path, 0, "another", 7);
	waits_until(desk, aside, desk->path);
}

static void a_wal_moved_away_saves_nothing(void **state)
{
	DESK;
	char wal[128], aside[128];
	desk_mark(desk, "1", 3);
	snprintf(wal, sizeof wal, "%s-wal", desk->path);
	snprintf(aside, sizeof aside, "%s/aside", desk->folder);
	assert_int_equal(rename(wal, aside), 0);
	waits_until(desk, aside, wal);
}

static void a_deleted_database_saves_nothing(void **state)
{
	DESK;
	struct err why;
	struct store_ack ack;
	struct store_change change = {.item_key = "1", .set_level = true, .level = 2};
	assert_int_equal(unlink(desk->path), 0);
	assert_int_not_equal(store_submit(desk->store, desk->review.id, &change), 0);
	assert_false(store_next_ack(desk->store, &ack));
	assert_int_equal(store_count_pending(desk->store, &why), 1);
	assert_int_equal(why.code, ERR_GONE);
}

static int setup_network(void **state)
{
	pretended_magic = NFS_MAGIC;
	setenv("CALLMARK_ALLOW_NETWORK_DB", "1", 1);
	return desk_setup(state);
}

static int teardown_network(void **state)
{
	int rc = desk_teardown(state);
	pretended_magic = 0;
	unsetenv("CALLMARK_ALLOW_NETWORK_DB");
	return rc;
}

static void a_network_is_refused(void **state)
{
	DESK;
	struct err err = {0};
	struct stat facts;
	pretended_magic = NFS_MAGIC;
	assert_null(desk_try(desk, false, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	assert_non_null(strstr(err.text, "CALLMARK_ALLOW_NETWORK_DB"));
	assert_int_not_equal(stat(desk->path, &facts), 0);
	pretended_magic = 0;
}

static void a_network_works_without_a_wal(void **state)
{
	DESK;
	struct stat facts;
	char wal[128];
	snprintf(wal, sizeof wal, "%s-wal", desk->path);
	desk_mark(desk, "1", 2);
	assert_int_not_equal(stat(wal, &facts), 0);
	assert_int_equal(store_get_deadline_ns(desk->store), CLOCK_NEVER);
	desk_reopen(desk);
	desk_assert_marks(desk, "1=2;");
	assert_true(desk_undo(desk));
	desk_assert_sound(desk);
}

/* Submits a change while the n-th write fails; returns whether one did. */
static bool submit_with_fault(
	struct desk *desk, const struct store_change *change, enum fault fault, int n)
{
	struct store_ack ack;
	faults_start(fault, n);
	uint64_t ticket = store_submit(desk->store, desk->review.id, change);
	bool failed = faults_stop();
	for (int i = 0; i < 3 && store_count_pending(desk->store, NULL) > 0; i++)
		store_service(desk->store, store_get_deadline_ns(desk->store));
	assert_true(store_next_ack(desk->store, &ack));
	assert_string_equal(ack.err.text, "");
	assert_true(ack.saved);
	assert_int_equal(ack.ticket, ticket);
	assert_string_equal(ack.item_key, "2");
	assert_int_equal(ack.saved_ms, desk_now_ms);
	return failed;
}

static bool mark_with_fault(struct desk *desk, enum fault fault, int n)
{
	const struct store_change mark = {.item_key = "2",
		.set_level = true,
		.level = 3,
		.set_evidence = true,
		.evidence_ms = 7,
		.evidence_end_ms = -1,
		.set_comment = true,
		.comment = "kept",
		.score_centi = 5};
	desk_mark(desk, "1", 2);
	bool failed = submit_with_fault(desk, &mark, fault, n);
	desk_assert_marks(desk, "1=2;2=3 @7 'kept';");
	desk_reopen(desk);
	desk_assert_marks(desk, "1=2;2=3 @7 'kept';");
	assert_true(desk_undo(desk));
	desk_assert_marks(desk, "1=2;");
	desk_assert_sound(desk);
	return failed;
}

/* An undo that was done twice would be seen. */
static bool undo_with_fault(struct desk *desk, enum fault fault, int n)
{
	const struct store_change undo = {.kind = CHANGE_UNDO};
	desk_mark(desk, "1", 2);
	desk_mark(desk, "2", 2);
	bool failed = submit_with_fault(desk, &undo, fault, n);
	desk_assert_marks(desk, "1=2;");
	desk_reopen(desk);
	desk_assert_marks(desk, "1=2;");
	assert_true(desk_redo(desk));
	assert_false(desk_redo(desk));
	desk_assert_sound(desk);
	return failed;
}

/* Every write of a change in turn fails: it is saved by a later try, and once. */
static void every_write_may_fail(enum fault fault, bool network)
{
	bool failed = true;
	int n = 1;
	for (; failed; n++) {
		void *state;
		failed = false;
		for (int undo = 0; undo < 2; undo++) {
			assert_int_equal(network ? setup_network(&state) : desk_setup(&state), 0);
			failed |= undo ? undo_with_fault(state, fault, n)
				       : mark_with_fault(state, fault, n);
			assert_int_equal(
				network ? teardown_network(&state) : desk_teardown(&state), 0);
		}
	}
	assert_true(n > 5);
}

static void an_error_loses_nothing(void **state)
{
	(void)state;
	every_write_may_fail(FAULT_ERROR, false);
}

static void no_space_loses_nothing(void **state)
{
	(void)state;
	every_write_may_fail(FAULT_FULL, false);
}

static void a_false_error_doubles_nothing(void **state)
{
	(void)state;
	every_write_may_fail(FAULT_LIE, false);
}

static void an_error_loses_nothing_on_a_network(void **state)
{
	(void)state;
	every_write_may_fail(FAULT_ERROR, true);
}

static void no_space_loses_nothing_on_a_network(void **state)
{
	(void)state;
	every_write_may_fail(FAULT_FULL, true);
}

static void a_false_error_doubles_nothing_on_a_network(void **state)
{
	(void)state;
	every_write_may_fail(FAULT_LIE, true);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(a_locked_database_keeps_the_order),
		desk_test(closing_saves_what_waits),
		desk_test(a_full_disk_loses_nothing),
		desk_test(the_wal_is_emptied_when_idle),
		desk_test(a_database_moved_away_saves_nothing),
		desk_test(a_database_replaced_saves_nothing),
		desk_test(a_wal_moved_away_saves_nothing),
		desk_test(a_deleted_database_saves_nothing),
		cmocka_unit_test_setup_teardown(
			a_network_is_refused, desk_setup_folder, desk_teardown),
		cmocka_unit_test_setup_teardown(
			a_network_works_without_a_wal, setup_network, teardown_network),
		cmocka_unit_test(an_error_loses_nothing),
		cmocka_unit_test(no_space_loses_nothing),
		cmocka_unit_test(a_false_error_doubles_nothing),
		cmocka_unit_test(an_error_loses_nothing_on_a_network),
		cmocka_unit_test(no_space_loses_nothing_on_a_network),
		cmocka_unit_test(a_false_error_doubles_nothing_on_a_network),
	};
	faults_install();
	return cmocka_run_group_tests_name("store queue", tests, NULL, NULL);
}
