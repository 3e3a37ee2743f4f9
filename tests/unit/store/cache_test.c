/* Tests of the cache: it may be deleted or damaged at any time. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk.h"
#include "testing.h"

#define DESK struct desk *desk = *state
#define N_HOPS 5000

static const uint8_t hash[2][HASH_SIZE] = {{1, 2}, {3, 4}};
static const struct event events[] = {
	{1000, 5000, EVENT_SILENCE, SUBTYPE_NONE, PLACE_MIDDLE, -1, PARTY_AGENT, PARTY_CUSTOMER,
		-61.5f, 0.75f, 0},
	{5000, 90000, EVENT_TONE, SUBTYPE_DTMF, PLACE_END, 1, PARTY_NONE, PARTY_BOTH, -3.0f, 1.0f,
		'#'},
};

static void make_envelope(struct envelope *envelope)
{
	uint8_t left[N_HOPS], right[N_HOPS];
	for (int i = 0; i < N_HOPS; i++) {
		left[i] = (uint8_t)(i * 7);
		right[i] = (uint8_t)(i * 13 / 3);
	}
	*envelope = (struct envelope){.channels = 2};
	envelope_add(envelope, (const uint8_t *const[]){left, right}, N_HOPS);
}

static void put(struct desk *desk)
{
	struct err err = {0};
	struct envelope envelope;
	make_envelope(&envelope);
	assert_true(store_put_analysis(
		desk->store, 2, hash, 3, "plain", events, 2, &envelope, 50000, &err));
	envelope_release(&envelope);
}

static bool has(struct desk *desk)
{
	struct err err = {0};
	int64_t duration_ms;
	bool found = store_get_analysis(
		desk->store, 2, hash, 3, "plain", NULL, NULL, NULL, &duration_ms, &err);
	if (!found)
		assert_int_equal(err.code, ERR_NOT_FOUND);
	return found;
}

static void what_was_found_comes_back(void **state)
{
	DESK;
	struct err err = {0};
	struct envelope expected, envelope = {0};
	struct event *found;
	size_t n_found;
	int64_t duration_ms;
	assert_false(has(desk));
	put(desk);
	desk_reopen(desk);
	assert_true(store_get_analysis(
		desk->store, 2, hash, 3, "plain", &found, &n_found, &envelope, &duration_ms, &err));
	assert_int_equal(duration_ms, 50000);
	assert_int_equal(n_found, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(found[i].start_ms, events[i].start_ms);
		assert_int_equal(found[i].end_ms, events[i].end_ms);
		assert_int_equal(found[i].kind, events[i].kind);
		assert_int_equal(found[i].subtype, events[i].subtype);
		assert_int_equal(found[i].place, events[i].place);
		assert_int_equal(found[i].channel, events[i].channel);
		assert_int_equal(found[i].before, events[i].before);
		assert_int_equal(found[i].after, events[i].after);
		assert_true(found[i].level_db == events[i].level_db);
		assert_true(found[i].confidence == events[i].confidence);
		assert_int_equal(found[i].detail, events[i].detail);
	}
	make_envelope(&expected);
	assert_int_equal(envelope.n_hops, N_HOPS);
	for (int c = 0; c < 2; c++) {
		assert_memory_equal(envelope.steps[0].level[c], expected.steps[0].level[c], N_HOPS);
		assert_int_equal(
			envelope_max(&envelope, c, 3, 4711), envelope_max(&expected, c, 3, 4711));
	}
	envelope_release(&expected);
	envelope_release(&envelope);
	free(found);
}

static void another_analysis_is_another(void **state)
{
	DESK;
	struct err err = {0};
	put(desk);
	assert_true(has(desk));
	assert_false(
		store_get_analysis(desk->store, 1, hash, 3, "plain", NULL, NULL, NULL, NULL, &err));
	assert_false(
		store_get_analysis(desk->store, 2, hash, 4, "plain", NULL, NULL, NULL, NULL, &err));
	assert_false(
		store_get_analysis(desk->store, 2, hash, 3, "wide", NULL, NULL, NULL, NULL, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	put(desk);
	assert_true(has(desk));
}

static void it_is_private(void **state)
{
	DESK;
	struct stat facts;
	put(desk);
	assert_int_equal(stat(desk->cache_path, &facts), 0);
	assert_int_equal(facts.st_mode & 0777, 0600);
}

static void a_deleted_one_is_made_again(void **state)
{
	DESK;
	put(desk);
	assert_int_equal(unlink(desk->cache_path), 0);
	put(desk); /* while it is open */
	desk_reopen(desk);
	assert_true(has(desk));
	store_close(desk->store);
	assert_int_equal(unlink(desk->cache_path), 0);
	desk_open(desk);
	assert_false(has(desk));
	put(desk);
	assert_true(has(desk));
}

static void junk_is_replaced(void **state)
{
	DESK;
	put(desk);
	store_close(desk->store);
	desk_overwrite(desk->cache_path, 0, "no database at all", 18);
	desk_open(desk);
	assert_false(has(desk));
	put(desk);
	assert_true(has(desk));
}

static void a_foreign_file_is_replaced(void **state)
{
	DESK;
	char path[96];
	strcpy(path, desk->path);
	strcpy(desk->path, desk->cache_path);
	assert_int_equal(desk_sql(desk, "CREATE TABLE analysis(x)"), 0);
	strcpy(desk->path, path);
	put(desk);
	assert_true(has(desk));
}

static void another_version_is_replaced(void **state)
{
	DESK;
	char path[96];
	put(desk);
	store_close(desk->store);
	strcpy(path, desk->path);
	strcpy(desk->path, desk->cache_path);
	assert_int_equal(desk_sql(desk, "PRAGMA user_version = 99"), 0);
	strcpy(desk->path, path);
	desk_open(desk);
	assert_false(has(desk));
}

/* Every page in turn is overwritten: what comes back is right or nothing. */
static void damage_never_gives_wrong_answers(void **state)
{
	DESK;
	struct stat facts;
	char junk[256];
	memset(junk, 0x5a, sizeof junk);
	put(desk);
	store_close(desk->store);
	assert_int_equal(stat(desk->cache_path, &facts), 0);
	for (long offset = 0; offset < facts.st_size; offset += 2048) {
		struct err err = {0};
		struct envelope expected, envelope = {0};
		struct event *found = NULL;
		size_t n_found;
		desk_overwrite(desk->cache_path, offset, junk, sizeof junk);
		desk_open(desk);
		make_envelope(&expected);
		if (store_get_analysis(desk->store, 2, hash, 3, "plain", &found, &n_found,
			    &envelope, NULL, &err)) {
			assert_int_equal(n_found, 2);
			assert_int_equal(found[0].end_ms, 5000);
			assert_memory_equal(
				envelope.steps[0].level[1], expected.steps[0].level[1], N_HOPS);
		}
		free(found);
		envelope_release(&envelope);
		envelope_release(&expected);
		put(desk);
		assert_true(has(desk));
		store_close(desk->store);
	}
	desk_open(desk);
}

static void nothing_is_kept_without_a_path(void **state)
{
	DESK;
	struct err err = {0};
	const struct envelope envelope = {.channels = 1};
	struct store_options options = {.path = desk->path, .person = "ada"};
	store_close(desk->store);
	desk->store = store_open(&options, &err);
	assert_non_null(desk->store);
	assert_false(has(desk));
	assert_false(store_put_analysis(desk->store, 1, hash, 1, "", NULL, 0, &envelope, 0, &err));
}

static void an_empty_analysis_is_one(void **state)
{
	DESK;
	struct err err = {0};
	struct event *found = NULL;
	struct envelope envelope = {.channels = 1};
	size_t n_found = 9;
	assert_true(store_put_analysis(desk->store, 1, hash, 1, "", NULL, 0, &envelope, 0, &err));
	assert_true(store_get_analysis(
		desk->store, 1, hash, 1, "", &found, &n_found, &envelope, NULL, &err));
	assert_int_equal(n_found, 0);
	assert_int_equal(envelope.n_hops, 0);
	free(found);
	envelope_release(&envelope);
}

static void reading_only_writes_none(void **state)
{
	DESK;
	struct err err = {0};
	struct stat facts;
	const struct envelope envelope = {.channels = 1};
	store_close(desk->store);
	desk->store = desk_try(desk, true, &err);
	assert_non_null(desk->store);
	assert_false(store_get_analysis(desk->store, 2, hash, 3, "", NULL, NULL, NULL, NULL, &err));
	assert_false(store_put_analysis(desk->store, 1, hash, 1, "", NULL, 0, &envelope, 0, &err));
	assert_int_equal(err.code, ERR_READONLY);
	assert_int_not_equal(stat(desk->cache_path, &facts), 0);
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(what_was_found_comes_back),
		desk_test(another_analysis_is_another),
		desk_test(it_is_private),
		desk_test(a_deleted_one_is_made_again),
		desk_test(junk_is_replaced),
		desk_test(a_foreign_file_is_replaced),
		desk_test(another_version_is_replaced),
		desk_test(damage_never_gives_wrong_answers),
		desk_test(nothing_is_kept_without_a_path),
		desk_test(an_empty_analysis_is_one),
		desk_test(reading_only_writes_none),
	};
	return cmocka_run_group_tests_name("store cache", tests, NULL, NULL);
}
