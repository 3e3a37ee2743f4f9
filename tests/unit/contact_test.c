/* Tests of what other systems know of a call. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "model/contact.h"
#include "testing.h"

static void takes(enum contact_fact fact, const char *text, const char *expected)
{
	struct contact contact = {0};
	struct err err = {0};
	assert_true(contact_set(&contact, fact, text, &err));
	assert_string_equal(contact_get(&contact, fact), expected);
	contact_release(&contact);
}

static void refuses(enum contact_fact fact, const char *text, const char *said)
{
	struct contact contact = {0};
	struct err err = {0};
	assert_false(contact_set(&contact, fact, text, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_non_null(strstr(err.text, said));
	assert_true(contact_is_empty(&contact));
	contact_release(&contact);
}

static void values_are_trimmed_and_limited(void **state)
{
	(void)state;
	char long_text[CONTACT_MAX_BYTES + 2];
	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	takes(CONTACT_AGENT, " Li Na\r\n", "Li Na");
	takes(CONTACT_AGENT, "  ", "");
	takes(CONTACT_CUSTOMER, "a\x1b[31m", "a\x1b[31m"); /* kept as it is; whoever shows it cleans it */
	refuses(CONTACT_QUEUE, long_text, "too long: 201 bytes");
	takes(CONTACT_QUEUE, long_text + 1, long_text + 1);
	refuses(CONTACT_QUEUE, "\xff\xfe", "is not UTF-8");
}

static void dates_are_read_in_the_forms_of_recorders(void **state)
{
	(void)state;
	static const char *const forms[][2] = {
		{"2026-11-03", "2026-11-03"},
		{"2026/11/3", "2026-11-03"},
		{"20261103", "2026-11-03"},
		{"2026-11-03 10:22", "2026-11-03 10:22"},
		{"2026-11-03  9:02:05", "2026-11-03 09:02:05"},
		{"2026-11-03T10:22:05.123Z", "2026-11-03 10:22:05Z"},
		{"2026-11-03T10:22:05+0800", "2026-11-03 10:22:05+08:00"},
		{"20261103-102205", "2026-11-03 10:22:05"},
		{"20261103102205", "2026-11-03 10:22:05"},
		{"2026-11-03T10-22-05", "2026-11-03 10:22:05"},
		{"2024-02-29", "2024-02-29"},
	};
	static const char *const wrong[] = {"yesterday", "2026-13-01", "2026-02-29", "2026-11-03 24:00",
		"2026-11-03 10:61", "03.11.2026", "2026-11/03", "2026-11-03 10:22 or so", "2026-11-03x",
		"1762163000"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		takes(CONTACT_DATE, forms[i][0], forms[i][1]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		refuses(CONTACT_DATE, wrong[i], "is no date");
}

static void dates_end_where_the_calendar_and_the_clock_do(void **state)
{
	(void)state;
	static const char *const forms[][2] = {
		{"1900-01-01", "1900-01-01"},
		{"2026-12-31", "2026-12-31"},
		{"2026-04-30", "2026-04-30"},
		{"2026-02-28", "2026-02-28"},
		{"2000-02-29", "2000-02-29"},
		{"2026-11-03 00:00", "2026-11-03 00:00"},
		{"2026-11-03 23:59:60", "2026-11-03 23:59:60"},
		{"2026-11-03 10:22:05.123456789", "2026-11-03 10:22:05"},
		{"2026-11-03 10:22+14:00", "2026-11-03 10:22+14:00"},
		{"2026-11-03 10:22-03:59", "2026-11-03 10:22-03:59"},
	};
	static const char *const wrong[] = {"1899-12-31", "2026-00-01", "2026-01-00", "2026-01-32",
		"2026-04-31", "1900-02-29", "2023-02-29", "2024-02-30", "2026-11-03 10:60",
		"2026-11-03 10:22:61", "2026-11-03 10:22:05.1234567890", "2026-11-03 10:22+15:00",
		"2026-11-03 10:22+03:60", "2026-1", "202611", "2026113"};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		takes(CONTACT_DATE, forms[i][0], forms[i][1]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		refuses(CONTACT_DATE, wrong[i], "is no date");
}

static void directions_are_words(void **state)
{
	(void)state;
	takes(CONTACT_DIRECTION, "Inbound", "in");
	takes(CONTACT_DIRECTION, "呼出", "out");
	refuses(CONTACT_DIRECTION, "sideways", "expected in, out or internal");
}

static void names_of_other_programs_are_known(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		enum contact_fact fact;
	} names[] = {{"Agent Name", CONTACT_AGENT}, {"agent_id", CONTACT_AGENT}, {"技能组", CONTACT_QUEUE},
		{"ContactID", CONTACT_ID}, {"Start-Time", CONTACT_DATE}, {"callerId", CONTACT_CUSTOMER},
		{"reason", CONTACT_REASON}, {"", N_CONTACT_FACTS}, {"agen", N_CONTACT_FACTS},
		{"___", N_CONTACT_FACTS}};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(contact_guess(names[i].name), names[i].fact);
	for (int i = 0; i < N_CONTACT_FACTS; i++) {
		assert_int_equal(contact_find(contact_word((enum contact_fact)i)), i);
		assert_int_equal(contact_guess(contact_word((enum contact_fact)i)), i);
	}
	assert_int_equal(contact_find("Agent"), N_CONTACT_FACTS);
}

static void what_is_known_is_not_filled_over(void **state)
{
	(void)state;
	struct contact one = {0}, two = {0};
	struct err err;
	assert_true(contact_set(&one, CONTACT_AGENT, "Li", &err));
	assert_true(contact_set(&two, CONTACT_AGENT, "Wang", &err));
	assert_true(contact_set(&two, CONTACT_QUEUE, "Tech", &err));
	contact_fill(&one, &two);
	assert_string_equal(contact_get(&one, CONTACT_AGENT), "Li");
	assert_string_equal(contact_get(&one, CONTACT_QUEUE), "Tech");
	contact_release(&one);
	contact_release(&two);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_trimmed_and_limited),
		cmocka_unit_test(dates_are_read_in_the_forms_of_recorders),
		cmocka_unit_test(dates_end_where_the_calendar_and_the_clock_do),
		cmocka_unit_test(directions_are_words),
		cmocka_unit_test(names_of_other_programs_are_known),
		cmocka_unit_test(what_is_known_is_not_filled_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
