/* Tests of what media tells without opening a recording: names, legs, hash, size. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "maker.h"
#include "testing.h"

static void names_of_recordings(void **state)
{
	(void)state;
	static const char *const yes[] = {
		"a.wav", "a b.WAV", "x/通话.mp3", "a.gsm", "a.b.opus", "a.ul"};
	static const char *const no[] = {
		"a.txt", "wav", ".wav", "a.wa", "a.", "a.wav.vtt", "d.wav/x"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		assert_true(media_is_recording_name(yes[i]));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(media_is_recording_name(no[i]));
	assert_true(media_is_foreign_name("call.M4A"));
	assert_false(media_is_foreign_name("call.wav"));
	assert_false(media_is_foreign_name("notes.txt"));
	assert_false(media_is_foreign_name("m4a"));
	int n = 0;
	for (const struct media_format_row *row = media_get_formats(); row->endings; row++, n++)
		assert_non_null(row->name);
	assert_true(n > 10);
}

static void leg_is(const char *name, enum leg_role role, const char *stem)
{
	char *found;
	assert_int_equal(media_leg_of_name(name, &found), role);
	if (stem)
		assert_string_equal(found, stem);
	else
		assert_null(found);
	free(found);
}

static void legs_go_by_whole_words(void **state)
{
	(void)state;
	leg_is("Auto_Repairs_49_UTC_agent.wav", LEG_AGENT, "Auto_Repairs_49_UTC.wav");
	leg_is("Auto_Repairs_49_UTC_caller.wav", LEG_CUSTOMER, "Auto_Repairs_49_UTC.wav");
	leg_is("AGENT-7.wav", LEG_AGENT, "7.wav");
	leg_is("Cust 7.wav", LEG_CUSTOMER, "7.wav");
	leg_is("agent.wav", LEG_AGENT, ".wav");
	leg_is("client", LEG_CUSTOMER, "");
	leg_is("2024.客户.wav", LEG_CUSTOMER, "2024.wav");
	leg_is("2024_坐席.wav", LEG_AGENT, "2024.wav");
	leg_is("agents.wav", LEG_MIXED, NULL);
	leg_is("call.wav", LEG_MIXED, NULL);
	leg_is("agent_customer.wav", LEG_MIXED, NULL);
	leg_is("", LEG_MIXED, NULL);
}

static void hash_is_sha256(void **state)
{
	(void)state;
	static const uint8_t of_abc[HASH_SIZE] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
		0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
		0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
	static const uint8_t of_a_million_a[4] = {0xcd, 0xc7, 0x6e, 0x5c};
	uint8_t hash[HASH_SIZE];
	struct err err;
	assert_true(media_hash(maker_bytes("abc", "abc", 3), hash, NULL, &err));
	assert_memory_equal(hash, of_abc, HASH_SIZE);
	char *a = mem_alloc(1000000);
	memset(a, 'a', 1000000);
	char *path = maker_bytes("a", a, 1000000);
	free(a);
	bool cancel = false;
	assert_true(media_hash(path, hash, &cancel, &err));
	assert_memory_equal(hash, of_a_million_a, sizeof of_a_million_a);
	cancel = true;
	assert_false(media_hash(path, hash, &cancel, &err));
	assert_int_equal(err.code, ERR_CANCELLED);
	assert_false(media_hash("/dev/zero", hash, NULL, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
}

static void stat_fills_size_and_time(void **state)
{
	(void)state;
	struct err err;
	struct call_leg leg = {.path = maker_bytes("stat", "12345", 5)};
	assert_true(media_stat(&leg, &err));
	assert_int_equal(leg.n_bytes, 5);
	assert_true(leg.mtime_ns > INT64_C(1000000000000000000));
	leg.path = maker_path("not-there");
	assert_false(media_stat(&leg, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_recordings),
		cmocka_unit_test(legs_go_by_whole_words),
		cmocka_unit_test(hash_is_sha256),
		cmocka_unit_test(stat_fills_size_and_time),
	};
	return cmocka_run_group_tests_name("media names", tests, maker_setup, maker_teardown);
}
