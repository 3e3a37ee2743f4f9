/* Tests of analysing many calls: the order, the cache, and an end before the end. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/batch.h"
#include "fixture.h"
#include "scan/cached.h"
#include "store/seen.h"
#include "testing.h"

#define N_CALLS 40
#define SENTINEL_MS 123450 /* a length that no file here has */

struct place {
	char *folder;
	struct collection collection;
	struct store *cache;
	struct err err;
	/* what was handed out */
	size_t n_taken;
	size_t n_most; /* ends the run */
	size_t n_problems;
	int64_t length_ms[N_CALLS];
	const struct collected_call *calls[N_CALLS];
	double share;
};

static int set_up(void **state)
{
	struct place *place = calloc(1, sizeof *place);
	place->folder = fixture_folder();
	place->n_most = N_CALLS;
	char *path = fixture_path(place->folder, "cache");
	const struct store_options options = {
		.path = ":memory:", .cache_path = path, .person = "tester"};
	place->cache = store_open(&options, &place->err);
	assert_non_null(place->cache);
	free(path);
	*state = place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	collect_release(&place->collection);
	store_close(place->cache);
	fixture_remove(place->folder);
	free(place);
	return 0;
}

/* Call i is so long; the early ones are the longest, and so are finished last. */
static int64_t length_of(int i)
{
	return (N_CALLS - i) * 250;
}

static void add_call(struct place *place, int i)
{
	char name[32];
	snprintf(name, sizeof name, "call%02d.wav", i);
	char *path = fixture_path(place->folder, name);
	fixture_write_tone(path, length_of(i) * 8);
	free(path);
}

static void list(struct place *place)
{
	const char *const paths[] = {place->folder};
	collect_release(&place->collection);
	assert_true(collect_paths(&place->collection, paths, 1, &place->err));
}

static bool take(
	void *context, const struct collected_call *call, const struct batch_result *result)
{
	struct place *place = context;
	assert_in_range(place->n_taken, 0, N_CALLS - 1);
	place->n_problems += result->problem != NULL;
	place->calls[place->n_taken] = call;
	place->length_ms[place->n_taken++] = result->duration_ms;
	return place->n_taken < place->n_most;
}

static void tell(void *context, size_t n_taken, double share)
{
	struct place *place = context;
	assert_true(n_taken == place->n_taken && share >= 0 && share <= 1);
	place->share = share;
}

static void run(struct place *place, struct store *cache, int n_workers)
{
	const struct batch_options options = {.calls = place->collection.calls,
		.n_calls = place->collection.n_calls,
		.cache = cache,
		.media = media_options_default,
		.analysis = analysis_options_default,
		.n_workers = n_workers,
		.take = take,
		.tell = tell,
		.context = place};
	place->n_taken = place->n_problems = 0;
	assert_true(batch_run(&options, &place->err));
}

static void assert_all_in_order(const struct place *place)
{
	assert_int_equal(place->n_taken, N_CALLS);
	assert_int_equal(place->n_problems, 0);
	for (int i = 0; i < N_CALLS; i++) {
		assert_ptr_equal(place->calls[i], &place->collection.calls[i]);
		assert_int_equal(place->length_ms[i], length_of(i));
	}
}

static void the_order_is_that_of_the_list(void **state)
{
	struct place *place = *state;
	for (int i = 0; i < N_CALLS; i++)
		add_call(place, i);
	list(place);
	for (int n_workers = 1; n_workers <= 8; n_workers *= 2) {
		run(place, NULL, n_workers);
		assert_all_in_order(place);
	}
	run(place, place->cache, 3);
	assert_all_in_order(place);
	run(place, place->cache, 3);
	assert_all_in_order(place);
}

/* Files a result that no analysis would find, under the content of call 0. */
static void forge(struct place *place)
{
	const struct collected_call *call = &place->collection.calls[0];
	const struct envelope envelope = {.channels = 1};
	uint8_t hash[1][HASH_SIZE];
	char word[SCAN_WORD_SIZE];
	scan_options_word(call->legs, 1, &analysis_options_default, &media_options_default, word);
	assert_true(media_hash(call->legs[0].path, hash[0], NULL, &place->err));
	assert_true(store_put_analysis(place->cache, 1, hash, ANALYSIS_VERSION, word, NULL, 0,
		&envelope, SENTINEL_MS, &place->err));
}

static void a_file_seen_before_is_not_read(void **state)
{
	struct place *place = *state;
	add_call(place, 0);
	list(place);
	run(place, place->cache, 1);
	assert_int_equal(place->length_ms[0], length_of(0));
	forge(place);
	run(place, place->cache, 1);
	assert_int_equal(place->length_ms[0], SENTINEL_MS);
	run(place, NULL, 1);
	assert_int_equal(place->length_ms[0], length_of(0));
}

static void a_file_that_changed_is_read_again(void **state)
{
	struct place *place = *state;
	add_call(place, 0);
	list(place);
	run(place, place->cache, 1);
	forge(place);
	char *path = fixture_path(place->folder, "call00.wav");
	fixture_write_tone(path, 8000);
	free(path);
	list(place);
	run(place, place->cache, 1);
	assert_int_equal(place->length_ms[0], 1000);
}

/* What is filed under the content serves every name, and the name is then known too. */
static void a_copy_is_known_by_its_content(void **state)
{
	struct place *place = *state;
	struct store_seen seen;
	char word[SCAN_WORD_SIZE];
	add_call(place, 0);
	list(place);
	run(place, place->cache, 1);
	char *copy = fixture_path(place->folder, "copy.wav");
	fixture_copy(place->collection.calls[0].legs[0].path, copy);
	free(copy);
	list(place);
	run(place, place->cache, 1);
	assert_int_equal(place->length_ms[1], length_of(0));
	const struct collected_call *call = &place->collection.calls[1];
	scan_options_word(call->legs, 1, &analysis_options_default, &media_options_default, word);
	assert_true(store_get_seen(place->cache, call->legs, 1, word, &seen, &place->err));
	assert_int_equal(seen.rate_hz, 8000);
	assert_int_equal(seen.channels, 1);
}

static void a_bad_file_has_its_turn_too(void **state)
{
	struct place *place = *state;
	for (int i = 0; i < 5; i++)
		add_call(place, i);
	char *path = fixture_path(place->folder, "call02.wav");
	fixture_write(path, "RIFF", 4);
	free(path);
	list(place);
	run(place, place->cache, 2);
	assert_int_equal(place->n_taken, 5);
	assert_int_equal(place->n_problems, 1);
	assert_int_equal(place->length_ms[2], 0);
	assert_int_equal(place->length_ms[4], length_of(4));
}

static void whoever_takes_may_end_it(void **state)
{
	struct place *place = *state;
	for (int i = 0; i < N_CALLS; i++)
		add_call(place, i);
	list(place);
	place->n_most = 3;
	run(place, NULL, 2);
	assert_int_equal(place->n_taken, 3);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(the_order_is_that_of_the_list),
		CASE(a_file_seen_before_is_not_read),
		CASE(a_file_that_changed_is_read_again),
		CASE(a_copy_is_known_by_its_content),
		CASE(a_bad_file_has_its_turn_too),
		CASE(whoever_takes_may_end_it),
	};
#undef CASE
	return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
