/* Tests of the options of callmark gaps, and of how calls are dealt out to shards. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "command/gaps_options.h"
#include "testing.h"

/* Reads one option; the others are not given. */
static bool read_one(
	const char *name, const char *value, struct gaps_options *options, struct err *err)
{
	const char *values[COMMAND_MAX_OPTIONS] = {0};
	const struct command_context context = {.values = values};
	for (int i = 0; gaps_option_rows[i].name; i++)
		if (strcmp(gaps_option_rows[i].name, name) == 0)
			values[i] = value;
	return gaps_options_read(&context, options, err);
}

static void without_options_all_calls_are_taken(void **state)
{
	(void)state;
	struct gaps_options options;
	struct err err;
	struct call_leg leg = {.path = (char *)"/a.wav"};
	assert_true(read_one("none", NULL, &options, &err));
	assert_true(gaps_options_take(&options, &leg));
	assert_true(options.n_jobs >= 1);
	assert_null(options.labels);
	assert_int_equal(options.min_ms, -1);
}

static void values_are_read(void **state)
{
	(void)state;
	struct gaps_options options;
	struct err err;
	assert_true(read_one("shard", "3/16", &options, &err));
	assert_int_equal(options.shard, 3);
	assert_int_equal(options.n_shards, 16);
	assert_true(read_one("min", "1.5", &options, &err));
	assert_int_equal(options.min_ms, 1500);
	assert_int_equal(options.grace_ms, 1000);
	assert_false(options.summary);
	assert_true(read_one("grace", "0.5", &options, &err));
	assert_int_equal(options.grace_ms, 500);
	assert_true(read_one("thresholds", "2,10,45", &options, &err));
	assert_int_equal(options.limits.over_ms[1], 10000);
	assert_true(read_one("summary", "", &options, &err));
	assert_true(options.summary);
	assert_true(read_one("jobs", "2", &options, &err));
	assert_int_equal(options.n_jobs, 2);
	assert_true(read_one("labels", "srt", &options, &err));
	assert_string_equal(options.labels->ending, ".srt");
}

static void wrong_values_are_told(void **state)
{
	(void)state;
	static const char *const wrong[][2] = {{"shard", "0/3"}, {"shard", "4/3"}, {"shard", "1"},
		{"shard", "1/"}, {"shard", "/2"}, {"shard", "1/2x"}, {"shard", "-1/2"},
		{"shard", "+1/2"}, {"shard", "1/99999999999999999999"}, {"min", "abc"},
		{"min", "-1"}, {"jobs", "0"}, {"jobs", "65"}, {"jobs", "two"}, {"labels", "lrc"}, {"grace", "61"},
		{"grace", "x"}, {"thresholds", "3,2,1"}, {"thresholds", "3,15"},
		{"labels", ""}};
	struct gaps_options options;
	struct err err;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(read_one(wrong[i][0], wrong[i][1], &options, &err));
		assert_int_equal(err.code, ERR_USAGE);
		assert_non_null(strstr(err.text, wrong[i][0]));
		assert_non_null(strstr(err.text, wrong[i][1]));
	}
	assert_false(read_one("out", "DIR", &options, &err));
}

static void labels_and_other_outputs_exclude_each_other(void **state)
{
	(void)state;
	const char *values[COMMAND_MAX_OPTIONS] = {0};
	const struct command_context context = {.output = OUTPUT_CSV, .values = values};
	struct gaps_options options;
	struct err err;
	for (int i = 0; gaps_option_rows[i].name; i++)
		if (strcmp(gaps_option_rows[i].name, "labels") == 0)
			values[i] = "srt";
	assert_false(gaps_options_read(&context, &options, &err));
	assert_int_equal(err.code, ERR_USAGE);
}

#define N_CALLS 8000
#define N_SHARDS 16

static void each_call_is_in_one_shard_and_shards_are_even(void **state)
{
	(void)state;
	int counted[N_SHARDS] = {0};
	char path[64];
	struct call_leg leg = {.path = path};
	for (int i = 0; i < N_CALLS; i++) {
		int n_takers = 0;
		snprintf(path, sizeof path, "/calls/2026-11/agent%d/call-%05d.wav", i % 7, i);
		for (int shard = 0; shard < N_SHARDS; shard++) {
			const struct gaps_options options = {
				.shard = shard + 1, .n_shards = N_SHARDS};
			if (!gaps_options_take(&options, &leg))
				continue;
			n_takers++;
			counted[shard]++;
		}
		assert_int_equal(n_takers, 1);
	}
	/* 500 each; four standard deviations are 87. */
	for (int shard = 0; shard < N_SHARDS; shard++)
		assert_in_range(counted[shard], 413, 587);
}

/* A job that runs another build of callmark must agree on whose call it is. */
static void the_shard_of_a_name_never_changes(void **state)
{
	(void)state;
	struct call_leg leg = {.path = (char *)"/calls/a.wav"};
	const struct gaps_options options = {.shard = 5, .n_shards = 16};
	assert_true(gaps_options_take(&options, &leg));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_options_all_calls_are_taken),
		cmocka_unit_test(values_are_read),
		cmocka_unit_test(wrong_values_are_told),
		cmocka_unit_test(labels_and_other_outputs_exclude_each_other),
		cmocka_unit_test(each_call_is_in_one_shard_and_shards_are_even),
		cmocka_unit_test(the_shard_of_a_name_never_changes),
	};
	return cmocka_run_group_tests_name("gaps options", tests, NULL, NULL);
}
