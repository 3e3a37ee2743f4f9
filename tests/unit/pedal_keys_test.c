/* Tests of which key of a pedal does what. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>

#include "base/str.h"
#include "model/pedal.h"
#include "testing.h"

static void expect_code(const char *name, unsigned code)
{
	struct pedal_keys keys;
	struct str text = {0};
	str_addf(&text, "%s=play", name);
	assert_true(pedal_keys_parse(str_get(&text), &keys));
	assert_int_equal(keys.n_keys, 1);
	assert_int_equal(keys.keys[0].code, code);
	str_release(&text);
}

/* The figures are those of linux/input-event-codes.h. */
static void keys_have_the_kernels_codes(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		unsigned code;
	} known[] = {
		{"f1", 59},
		{"f10", 68},
		{"f11", 87},
		{"f12", 88},
		{"f13", 183},
		{"f24", 194},
		{"q", 16},
		{"p", 25},
		{"a", 30},
		{"l", 38},
		{"z", 44},
		{"b", 48},
		{"f", 33},
		{"1", 1},
		{"256", 256},
		{"1023", 1023},
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		expect_code(known[i].name, known[i].code);
}

static void several_keys_have_several_roles(void **state)
{
	(void)state;
	struct pedal_keys keys;
	assert_true(pedal_keys_parse("  f7=back\tf8=play,f9=forward  256=back ", &keys));
	assert_int_equal(keys.n_keys, 4);
	assert_int_equal(pedal_keys_find(&keys, 66), 1);
	assert_int_equal(pedal_keys_find(&keys, 256), 3);
	assert_int_equal(pedal_keys_find(&keys, 70), -1);
	assert_int_equal(pedal_keys_roles(&keys, 0), 0);
	assert_int_equal(pedal_keys_roles(&keys, 2), PEDAL_PLAY);
	assert_int_equal(pedal_keys_roles(&keys, 9), PEDAL_BACK);
	assert_int_equal(pedal_keys_roles(&keys, 15), PEDAL_ROLES);
}

static void what_is_no_list_of_keys_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", "  ", "f8", "f8=", "=play", "f8=stop", "f0=play",
		"f25=play", "f=", "ff=play", "F8=play", "f8 = play", "1024=play", "0=play",
		"-1=play", "+5=play", "25x=play", "f8=play f8=back", "f8=play=back", ".=play",
		"99999999999999999999=play", "f8=playplayplayplayplayplay"};
	struct pedal_keys keys;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (pedal_keys_parse(wrong[i], &keys))
			fail_msg("'%s' was taken", wrong[i]);
}

static void there_is_an_end_to_how_many(void **state)
{
	(void)state;
	struct pedal_keys keys;
	struct str text = {0};
	for (int i = 0; i < PEDAL_MAX_KEYS; i++)
		str_addf(&text, "%d=play ", i + 1);
	assert_true(pedal_keys_parse(str_get(&text), &keys));
	str_add(&text, "500=play");
	assert_false(pedal_keys_parse(str_get(&text), &keys));
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_have_the_kernels_codes),
		cmocka_unit_test(several_keys_have_several_roles),
		cmocka_unit_test(what_is_no_list_of_keys_is_refused),
		cmocka_unit_test(there_is_an_end_to_how_many),
	};
	return cmocka_run_group_tests_name("pedal_keys", tests, NULL, NULL);
}
