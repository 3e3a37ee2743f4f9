/* Tests of what is known of files that were seen before. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "desk.h"
#include "store/seen.h"
#include "testing.h"

#define DESK struct desk *desk = *state

static char agent[] = "/calls/a.wav", customer[] = "/calls/b.wav";
static const struct store_seen both = {
	.hash = {{1, 2}, {3, 4}}, .rate_hz = 8000, .channels = 2, .warning = "cut short"};

static void make_legs(struct call_leg legs[2])
{
	legs[0] = (struct call_leg){agent, LEG_AGENT, 1000, 77};
	legs[1] = (struct call_leg){customer, LEG_CUSTOMER, 2000, 88};
}

static void put(struct desk *desk)
{
	struct err err;
	struct call_leg legs[2];
	make_legs(legs);
	assert_true(store_put_seen(desk->store, legs, 2, "plain", &both, &err));
}

static bool has(struct desk *desk, const struct call_leg *legs, size_t n_legs, const char *options)
{
	struct err err;
	struct store_seen seen;
	bool found = store_get_seen(desk->store, legs, n_legs, options, &seen, &err);
	if (!found)
		assert_int_equal(err.code, ERR_NOT_FOUND);
	return found;
}

static void what_was_seen_is_known_again(void **state)
{
	DESK;
	struct err err;
	struct store_seen seen = {0};
	struct call_leg legs[2];
	make_legs(legs);
	put(desk);
	desk_reopen(desk);
	assert_true(store_get_seen(desk->store, legs, 2, "plain", &seen, &err));
	assert_memory_equal(seen.hash, both.hash, sizeof seen.hash);
	assert_int_equal(seen.rate_hz, 8000);
	assert_int_equal(seen.channels, 2);
	assert_string_equal(seen.warning, "cut short");
}

static void a_file_that_changed_is_not_known(void **state)
{
	DESK;
	struct call_leg legs[2];
	make_legs(legs);
	put(desk);
	assert_true(has(desk, legs, 2, "plain"));
	legs[1].n_bytes++;
	assert_false(has(desk, legs, 2, "plain"));
	make_legs(legs);
	legs[0].mtime_ns--;
	assert_false(has(desk, legs, 2, "plain"));
}

static void a_leg_alone_and_other_options_are_not_known(void **state)
{
	DESK;
	struct call_leg legs[2];
	make_legs(legs);
	put(desk);
	assert_false(has(desk, legs, 1, "plain"));
	assert_false(has(desk, legs, 2, "other"));
}

static void the_last_sight_counts(void **state)
{
	DESK;
	struct err err;
	struct store_seen changed = both, seen;
	struct call_leg legs[2];
	make_legs(legs);
	put(desk);
	changed.hash[0][0] = 9;
	legs[0].mtime_ns = 99;
	assert_true(store_put_seen(desk->store, legs, 2, "plain", &changed, &err));
	assert_true(store_get_seen(desk->store, legs, 2, "plain", &seen, &err));
	assert_int_equal(seen.hash[0][0], 9);
	make_legs(legs);
	assert_false(has(desk, legs, 2, "plain"));
}

static void a_damaged_cache_is_forgotten(void **state)
{
	DESK;
	struct call_leg legs[2];
	make_legs(legs);
	put(desk);
	store_close(desk->store);
	desk_overwrite(desk->cache_path, 0, "no database at all, but text", 28);
	desk_open(desk);
	assert_false(has(desk, legs, 2, "plain"));
	put(desk);
	assert_true(has(desk, legs, 2, "plain"));
}

#define desk_test(function) cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		desk_test(what_was_seen_is_known_again),
		desk_test(a_file_that_changed_is_not_known),
		desk_test(a_leg_alone_and_other_options_are_not_known),
		desk_test(the_last_sight_counts),
		desk_test(a_damaged_cache_is_forgotten),
	};
	return cmocka_run_group_tests_name("store seen", tests, NULL, NULL);
}
