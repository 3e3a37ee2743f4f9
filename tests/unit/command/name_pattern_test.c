/* Tests of what the names of recordings tell. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "command/name_pattern.h"
#include "testing.h"

/* expected: "agent=...;" for each fact, NULL where the name is not like the pattern. */
static void tells(const char *pattern, const char *name, const char *expected)
{
	struct contact contact = {0};
	struct err err = {0};
	char text[400] = "";
	assert_true(name_pattern_check(pattern, &err));
	bool matches = name_pattern_match(pattern, name, &contact, &err);
	assert_int_equal(matches, expected != NULL);
	for (int i = 0; i < N_CONTACT_FACTS; i++)
		if (contact.facts[i]) {
			strcat(text, contact_word((enum contact_fact)i));
			strcat(text, "=");
			strcat(text, contact.facts[i]);
			strcat(text, ";");
		}
	assert_string_equal(text, expected ? expected : "");
	contact_release(&contact);
}

static void refuses(const char *pattern, const char *said)
{
	struct err err = {0};
	assert_false(name_pattern_check(pattern, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, said));
}

static void names_are_taken_apart(void **state)
{
	(void)state;
	tells("{agent}_{queue}", "li_returns", "agent=li;queue=returns;");
	tells("{agent}_{queue}", "li_returns_2", "agent=li;queue=returns_2;");
	tells("{agent}_{queue}", "li", NULL);
	tells("{agent}_{queue}", "_returns", NULL);
	tells("{agent}--{queue}", "li-na--x", "agent=li-na;queue=x;");
	tells("{}_AGENT_{agent}_DT_{date}_Mono", "Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono",
		"agent=ChrisL;date=2025-02-19 06:01:22;");
	tells("{agent}", "坐席一", "agent=坐席一;");
}

static void a_date_takes_what_belongs_to_it(void **state)
{
	(void)state;
	tells("{date}-{agent}", "20261103-102205-li", "agent=li;date=2026-11-03 10:22:05;");
	tells("{date}_{contact}", "20261103_1022334", "contact=1022334;date=2026-11-03;");
	tells("{date}{agent}", "20261103li", "agent=li;date=2026-11-03;");
	tells("{date}_{agent}", "20261303_li", NULL);
}

static void a_long_name_costs_little(void **state)
{
	(void)state;
	char name[256];
	memset(name, 'a', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	tells("{}a{}a{}a{}a{}a{}a{}a{}a{}a{}a{}a{agent}b", name, NULL);
}

static void a_direction_that_is_none_is_told(void **state)
{
	(void)state;
	struct contact contact = {0};
	struct err err = {0};
	assert_true(name_pattern_match("{direction}_{agent}", "up_li", &contact, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_string_equal(contact_get(&contact, CONTACT_AGENT), "li");
	contact_release(&contact);
}

static void wrong_patterns_are_told(void **state)
{
	(void)state;
	refuses("{agent", "never closed");
	refuses("{agnt}_{date}", "there is no '{agnt}'");
	refuses("{agent}_{agent}", "twice");
	refuses("{}.wav", "tells nothing");
	refuses("", "tells nothing");
	refuses("{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{agent}", "more than 32");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_taken_apart),
		cmocka_unit_test(a_date_takes_what_belongs_to_it),
		cmocka_unit_test(a_long_name_costs_little),
		cmocka_unit_test(a_direction_that_is_none_is_told),
		cmocka_unit_test(wrong_patterns_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
