/* Tests of the call list: what is listed, in which order, which legs are paired, what is scanned. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "calls/calls.h"
#include "fixture.h"
#include "testing.h"

struct place {
	char *folder;
	struct calls_options options;
	struct err err;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	place->folder = fixture_folder();
	place->options.limits = gap_limits_default;
	place->options.media = media_options_default;
	place->options.analysis = analysis_options_default;
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	fixture_remove(place->folder);
	free(place);
	return 0;
}

static void add_recording(const struct place *place, const char *name)
{
	char *path = fixture_path(place->folder, name);
	fixture_write_tone(path, 8000);
	free(path);
}

static struct calls *list_folder(struct place *place)
{
	const char *const paths[] = {place->folder};
	struct calls *calls = calls_new(paths, 1, &place->options, &place->err);
	assert_non_null(calls);
	return calls;
}

static void assert_name(struct calls *calls, size_t i, const char *name, size_t n_legs)
{
	struct calls_row row;
	calls_get_row(calls, i, &row);
	assert_string_equal(row.name, name);
	assert_int_equal(row.n_legs, n_legs);
}

static void folders_are_listed_in_natural_order(void **state)
{
	struct place *place = *state;
	char *sub = fixture_path(place->folder, "week2");
	mkdir(sub, 0700);
	free(sub);
	add_recording(place, "call10.wav");
	add_recording(place, "call9.wav");
	add_recording(place, ".hidden.wav");
	add_recording(place, "notes.txt");
	add_recording(place, "week2/call1.wav");
	struct calls *calls = list_folder(place);
	assert_int_equal(calls_count(calls), 3);
	assert_name(calls, 0, "call9", 1);
	assert_name(calls, 1, "call10", 1);
	assert_name(calls, 2, "call1", 1);
	calls_free(calls);
}

static void legs_of_one_call_are_one_row(void **state)
{
	struct place *place = *state;
	struct calls_row row;
	add_recording(place, "A_caller.wav");
	add_recording(place, "A_agent.wav");
	add_recording(place, "B_agent.wav");
	struct calls *calls = list_folder(place);
	assert_int_equal(calls_count(calls), 2);
	assert_name(calls, 0, "A", 2);
	calls_get_row(calls, 0, &row);
	assert_int_equal(row.legs[0].role, LEG_AGENT);
	assert_int_equal(row.legs[1].role, LEG_CUSTOMER);
	assert_name(calls, 1, "B_agent", 1);
	calls_free(calls);
	add_recording(place, "agent.wav");
	add_recording(place, "caller.wav");
	calls = list_folder(place);
	assert_int_equal(calls_count(calls), 3);
	assert_name(calls, 2, "agent+caller", 2);
	calls_free(calls);
}

static void a_link_back_lists_nothing_twice(void **state)
{
	struct place *place = *state;
	char *here = fixture_path(place->folder, "here");
	assert_int_equal(symlink(".", here), 0);
	add_recording(place, "A_agent.wav");
	add_recording(place, "A_caller.wav");
	add_recording(place, "lone.wav");
	const char *const paths[] = {here, place->folder};
	struct calls *calls = calls_new(paths, 2, &place->options, &place->err);
	assert_non_null(calls);
	assert_int_equal(calls_count(calls), 2);
	assert_name(calls, 0, "A", 2);
	assert_name(calls, 1, "lone", 1);
	calls_free(calls);
	free(here);
}

static void a_file_is_listed_once_however_it_is_reached(void **state)
{
	struct place *place = *state;
	add_recording(place, "b.wav");
	add_recording(place, "c.wav");
	char *link = fixture_path(place->folder, "a.wav"), *gone = fixture_path(place->folder, "gone.wav");
	assert_int_equal(symlink("c.wav", link), 0);
	const char *const paths[] = {gone, place->folder, link, gone};
	struct calls *calls = calls_new(paths, 4, &place->options, &place->err);
	assert_non_null(calls);
	assert_int_equal(calls_count(calls), 3);
	assert_name(calls, 0, "gone", 1);
	assert_name(calls, 1, "a", 1); /* the first of its names */
	assert_name(calls, 2, "b", 1);
	calls_free(calls);
	free(link);
	free(gone);
}

static void a_named_file_that_cannot_be_used_stays_with_its_reason(void **state)
{
	struct place *place = *state;
	struct calls_row row;
	char *path = fixture_path(place->folder, "gone.wav");
	const char *const paths[] = {path};
	struct calls *calls = calls_new(paths, 1, &place->options, &place->err);
	assert_non_null(calls);
	calls_get_row(calls, 0, &row);
	assert_non_null(row.problem);
	assert_non_null(strstr(row.problem, "gone.wav"));
	calls_free(calls);
	free(path);
}

/* Root may read anything: the test becomes somebody else for a moment. */
static void a_folder_within_that_may_not_be_read_is_told(void **state)
{
	struct place *place = *state;
	struct calls_row row;
	uid_t former = geteuid();
	char *closed = fixture_path(place->folder, "closed");
	add_recording(place, "open.wav");
	assert_int_equal(chmod(place->folder, 0755), 0);
	assert_int_equal(mkdir(closed, 0), 0);
	if (former == 0)
		assert_int_equal(seteuid(65534), 0);
	struct calls *calls = list_folder(place);
	if (former == 0)
		assert_int_equal(seteuid(former), 0);
	assert_int_equal(calls_count(calls), 2);
	calls_get_row(calls, 0, &row);
	assert_non_null(strstr(row.problem, closed));
	assert_name(calls, 1, "open", 1);
	calls_free(calls);
	free(closed);
}

static void an_empty_folder_is_an_error(void **state)
{
	struct place *place = *state;
	const char *const paths[] = {place->folder};
	assert_null(calls_new(paths, 1, &place->options, &place->err));
	assert_int_equal(place->err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(place->err.text, place->folder));
}

static void wait_for_scan(struct calls *calls, struct scan *scan)
{
	while (calls_count_scanned(calls) < calls_count(calls)) {
		struct pollfd news = {.fd = scan_get_fd(scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, 30000), 1);
		scan_drain(scan);
		calls_service(calls);
	}
}

static void scanning_fills_the_rows(void **state)
{
	struct place *place = *state;
	struct calls_row row;
	char name[] = "call0.wav";
	for (char digit = '0'; digit <= '9'; digit++) {
		name[4] = digit;
		add_recording(place, name);
	}
	char *broken = fixture_path(place->folder, "call5.wav");
	fixture_write(broken, "RIFF", 4);
	free(broken);
	place->options.scan = scan_new(2, &place->err);
	struct calls *calls = list_folder(place);
	calls_start(calls, 3);
	wait_for_scan(calls, place->options.scan);
	calls_get_row(calls, 0, &row);
	assert_true(row.scanned);
	assert_int_equal(row.duration_ms, 1000);
	assert_null(row.problem);
	calls_get_row(calls, 5, &row);
	assert_false(row.scanned);
	assert_non_null(row.problem);
	calls_free(calls);
	scan_free(place->options.scan);
}

static struct store *open_store(const struct place *place, struct err *err)
{
	char *path = fixture_path(place->folder, "db"), *cache = fixture_path(place->folder, "cache");
	const struct store_options options = {.path = path, .cache_path = cache, .person = "tester"};
	struct store *store = store_open(&options, err);
	assert_non_null(store);
	free(path);
	free(cache);
	return store;
}

/* Opens store and scan, and fills the cache with all that the folder holds. */
static void scan_whole_folder(struct place *place)
{
	place->options.store = open_store(place, &place->err);
	place->options.scan = scan_new(1, &place->err);
	struct calls *calls = list_folder(place);
	calls_start(calls, 0);
	wait_for_scan(calls, place->options.scan);
	calls_free(calls);
}

static void what_was_scanned_can_be_looked_at(void **state)
{
	struct place *place = *state;
	const struct envelope *envelope;
	const struct event *events;
	size_t n_events;
	struct calls_row row;
	add_recording(place, "call.wav");
	place->options.store = open_store(place, &place->err);
	place->options.scan = scan_new(1, &place->err);
	struct calls *calls = list_folder(place);
	char call_id[ID_SIZE];
	calls_get_row(calls, 0, &row);
	assert_true(store_add_call(place->options.store, row.name, row.legs, row.n_legs, call_id,
		&place->err));
	calls_start(calls, 0);
	wait_for_scan(calls, place->options.scan);
	assert_true(calls_get_analysis(calls, 0, &envelope, &events, &n_events));
	assert_int_equal(envelope->n_hops, 100);
	calls_free(calls);
	scan_free(place->options.scan);
	store_close(place->options.store);
}

static void a_folder_listed_again_needs_no_scan(void **state)
{
	struct place *place = *state;
	struct calls_row row;
	add_recording(place, "call.wav");
	scan_whole_folder(place);
	struct calls *calls = list_folder(place);
	calls_start(calls, 0);
	calls_get_row(calls, 0, &row); /* known at once: nothing was waited for */
	assert_true(row.scanned);
	assert_int_equal(row.duration_ms, 1000);
	calls_free(calls);
	scan_free(place->options.scan);
	store_close(place->options.store);
}

static void a_long_list_is_recalled_without_news_of_the_scan(void **state)
{
	struct place *place = *state;
	char name[] = "call00.wav";
	for (int i = 0; i < 50; i++) {
		name[4] = (char)('0' + i / 10);
		name[5] = (char)('0' + i % 10);
		add_recording(place, name);
	}
	place->options.store = open_store(place, &place->err);
	place->options.scan = scan_new(2, &place->err);
	struct calls *calls = list_folder(place);
	calls_start(calls, 0);
	wait_for_scan(calls, place->options.scan);
	assert_false(calls_is_busy(calls));
	calls_free(calls);
	calls = list_folder(place);
	calls_start(calls, 0);
	assert_true(calls_is_busy(calls));
	while (calls_is_busy(calls))
		assert_true(calls_service(calls));
	assert_int_equal(calls_count_scanned(calls), 50);
	calls_free(calls);
	scan_free(place->options.scan);
	store_close(place->options.store);
}

static void a_file_that_changed_is_scanned_again(void **state)
{
	struct place *place = *state;
	struct calls_row row;
	add_recording(place, "call.wav");
	scan_whole_folder(place);
	char *path = fixture_path(place->folder, "call.wav");
	fixture_write_tone(path, 16000);
	free(path);
	struct calls *calls = list_folder(place);
	calls_start(calls, 0);
	calls_get_row(calls, 0, &row);
	assert_false(row.scanned);
	wait_for_scan(calls, place->options.scan);
	calls_get_row(calls, 0, &row);
	assert_int_equal(row.duration_ms, 2000);
	calls_free(calls);
	scan_free(place->options.scan);
	store_close(place->options.store);
}

/* With one worker, rows come in the order in which they are asked for. */
static void rows_in_sight_are_scanned_first(void **state)
{
	struct place *place = *state;
	struct calls_row row = {0};
	char name[] = "call00.wav";
	for (int i = 0; i < 40; i++) {
		name[4] = (char)('0' + i / 10);
		name[5] = (char)('0' + i % 10);
		add_recording(place, name);
	}
	place->options.scan = scan_new(1, &place->err);
	struct calls *calls = list_folder(place);
	calls_start(calls, 0);
	calls_set_sight(calls, 30, 2);
	while (!row.scanned) {
		struct pollfd news = {.fd = scan_get_fd(place->options.scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, 30000), 1);
		scan_drain(place->options.scan);
		calls_service(calls);
		calls_get_row(calls, 31, &row);
	}
	assert_true(calls_count_scanned(calls) <= 12);
	calls_free(calls);
	scan_free(place->options.scan);
}

static void add_sample(const struct place *place)
{
	const char *srcdir = getenv("srcdir");
	char *from = fixture_path(srcdir ? srcdir : ".", "data/sample/sample-call.opus");
	char *to = fixture_path(place->folder, "call.opus");
	fixture_copy(from, to);
	free(from);
	free(to);
}

/* The sample has gaps at 0:16.8, 0:38.9, and one of over a minute at 0:51.0. */
static void assert_counts(struct calls *calls, int over3, int over15, int over60)
{
	struct calls_row row;
	calls_get_row(calls, 0, &row);
	assert_int_equal(row.n_gaps[GAP_OVER3], over3);
	assert_int_equal(row.n_gaps[GAP_OVER15], over15);
	assert_int_equal(row.n_gaps[GAP_OVER60], over60);
}

static void counts_follow_the_limits(void **state)
{
	struct place *place = *state;
	const struct gap_limits higher = {{30000, 60000, 90000}};
	add_sample(place);
	for (int cached = 0; cached < 2; cached++) {
		place->options.store = cached ? open_store(place, &place->err) : NULL;
		place->options.scan = scan_new(1, &place->err);
		struct calls *calls = list_folder(place);
		calls_start(calls, 0);
		wait_for_scan(calls, place->options.scan);
		assert_counts(calls, 1, 1, 1);
		calls_set_limits(calls, &higher);
		assert_counts(calls, 0, 1, 0);
		calls_set_limits(calls, &gap_limits_default);
		assert_counts(calls, 1, 1, 1);
		calls_free(calls);
		scan_free(place->options.scan);
		if (cached)
			store_close(place->options.store);
	}
}

/* A draft of the first call, in which a gap is ignored. */
static void ignore_gap(struct calls *calls, struct store *store, int64_t start_ms, int64_t end_ms)
{
	static const char *const keys[] = {"1"};
	static const struct store_card_level levels[] = {{"1", "met", 1}};
	struct store_change change = {
		.kind = CHANGE_GAP, .gap = {start_ms, end_ms, CHOICE_IGNORE}, .score_centi = -1};
	struct store_review review;
	struct calls_row row;
	struct store_ack ack;
	struct err err;
	char call_id[ID_SIZE];
	int64_t card;
	calls_get_row(calls, 0, &row);
	assert_true(store_add_call(store, row.name, row.legs, row.n_legs, call_id, &err));
	assert_true(store_put_card(store, "short", 1, "x", 1, keys, 1, levels, 1, &card, &err));
	assert_true(store_add_review(store, call_id, card, &review, &err));
	assert_true(store_submit(store, review.id, &change) != 0);
	assert_true(store_next_ack(store, &ack) && ack.saved);
}

static void counts_are_those_of_the_reviewer(void **state)
{
	struct place *place = *state;
	const struct envelope *envelope;
	const struct event *events;
	struct event gap = {0};
	size_t n_events, n_left;
	add_sample(place);
	scan_whole_folder(place);
	struct calls *calls = list_folder(place);
	calls_start(calls, 0);
	assert_counts(calls, 1, 1, 1);
	assert_true(calls_get_analysis(calls, 0, &envelope, &events, &n_events));
	for (size_t i = 0; i < n_events; i++)
		if (event_gap_class(&events[i], &gap_limits_default) == GAP_OVER15)
			gap = events[i];
	ignore_gap(calls, place->options.store, gap.start_ms, gap.end_ms);
	calls_refresh_all(calls);
	assert_counts(calls, 1, 0, 1);
	assert_true(calls_get_analysis(calls, 0, &envelope, &events, &n_left));
	assert_int_equal(n_left, n_events - 1);
	calls_free(calls);
	/* And from the first look at it. */
	calls = list_folder(place);
	calls_start(calls, 0);
	assert_counts(calls, 1, 0, 1);
	calls_free(calls);
	scan_free(place->options.scan);
	store_close(place->options.store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			folders_are_listed_in_natural_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(legs_of_one_call_are_one_row, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_named_file_that_cannot_be_used_stays_with_its_reason, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_folder_within_that_may_not_be_read_is_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_file_is_listed_once_however_it_is_reached, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_link_back_lists_nothing_twice, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_empty_folder_is_an_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(scanning_fills_the_rows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_was_scanned_can_be_looked_at, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_folder_listed_again_needs_no_scan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_long_list_is_recalled_without_news_of_the_scan, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			a_file_that_changed_is_scanned_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			rows_in_sight_are_scanned_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(counts_follow_the_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			counts_are_those_of_the_reviewer, set_up, tear_down),
	};
	return cmocka_run_group_tests_name("calls", tests, NULL, NULL);
}
