/* Tests of scorecard/suggest: hints from events. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/suggest.h"

#include "support.h"
#include "testing.h"

static const struct event events[] = {
	{.kind = EVENT_TALK, .start_ms = 0, .end_ms = 9000},
	{.kind = EVENT_SILENCE, .start_ms = 9000, .end_ms = 12000},  /* 3 s: not over */
	{.kind = EVENT_SILENCE, .start_ms = 20000, .end_ms = 24000}, /* 4 s */
	{.kind = EVENT_OVERTALK, .start_ms = 25000, .end_ms = 26000, .after = PARTY_AGENT}, /* 1 s */
	{.kind = EVENT_OVERTALK, .start_ms = 26000, .end_ms = 27010, .after = PARTY_AGENT},
	{.kind = EVENT_OVERTALK, .start_ms = 28000, .end_ms = 29500, .after = PARTY_CUSTOMER},
	{.kind = EVENT_HOLD, .start_ms = 30000, .end_ms = 95000},      /* 65 s */
	{.kind = EVENT_SILENCE, .start_ms = 100000, .end_ms = 117000}, /* 17 s */
	{.kind = EVENT_HOLD, .start_ms = 120000, .end_ms = 122000},    /* 2 s: not over */
	{.kind = EVENT_TONE, .start_ms = 130000, .end_ms = 140000},
	{.kind = EVENT_TONE,
		.subtype = SUBTYPE_RINGBACK,
		.start_ms = 150000,
		.end_ms = 160000,
		.detail = 3},
	{.kind = EVENT_TONE,
		.subtype = SUBTYPE_RINGBACK,
		.start_ms = 170000,
		.end_ms = 175000,
		.detail = 1},
	{.kind = EVENT_TALK, .start_ms = 180000, .end_ms = 190000},
	{.kind = EVENT_TONE, /* of a consultation: not before the answer */
		.subtype = SUBTYPE_RINGBACK,
		.start_ms = 195000,
		.end_ms = 199000,
		.detail = 2},
};
#define N_EVENTS (sizeof events / sizeof *events)

static struct suggestion suggest_with(const char *evidence, int64_t grace_ms, int64_t at_ms)
{
	struct str text = {0};
	str_add(&text, "card: a\nversion: 1\ntitle: A\nsections:\n"
		       "  - section: s\n    title: S\n    items:\n");
	str_addf(&text, "      - {item: a, title: A, met: 4%s}\n", evidence);
	struct card *card = parse_good(str_get(&text));
	struct suggestion suggestion;
	suggest_item(&card->items[0], events, N_EVENTS, &gap_limits_default, grace_ms, at_ms, &suggestion);
	card_free(card);
	str_release(&text);
	return suggestion;
}

static struct suggestion suggest_for(const char *evidence, int64_t at_ms)
{
	return suggest_with(evidence, 1000, at_ms);
}

static void gaps_that_the_item_names_are_counted(void **state)
{
	(void)state;
	struct suggestion both = suggest_for(", evidence: [gaps.silence, gaps.hold]", 200000);
	assert_int_equal(both.n_silences, 2);
	assert_int_equal(both.n_holds, 1);
	assert_int_equal(both.longest_ms, 65000);
	assert_int_equal(both.n_overtalks, 0);
	assert_int_equal(both.last_start_ms, 100000);
	struct suggestion silence = suggest_for(", evidence: gaps.silence", 200000);
	assert_int_equal(silence.n_holds, 0);
	assert_int_equal(silence.longest_ms, 17000);
}

static void the_last_before_the_playhead_is_found(void **state)
{
	(void)state;
	static const char both[] = ", evidence: [gaps.silence, gaps.hold]";
	assert_int_equal(suggest_for(both, 19999).last_start_ms, -1);
	assert_int_equal(suggest_for(both, 20000).last_start_ms, 20000);
	assert_int_equal(suggest_for(both, 99999).last_start_ms, 30000);
	/* All are counted, wherever the playhead is. */
	assert_int_equal(suggest_for(both, 0).n_silences, 2);
}

static void overtalk_is_counted_for_its_item(void **state)
{
	(void)state;
	struct suggestion suggestion = suggest_for(", evidence: [overtalk, phrases.taboo]", 200000);
	assert_int_equal(suggestion.n_overtalks, 2);
	assert_int_equal(suggestion.n_interruptions, 1);
	assert_int_equal(suggestion.n_silences, 0);
	assert_int_equal(suggestion.longest_ms, 0);
	/* That the customer breaks in is no evidence against the agent. */
	assert_int_equal(suggestion.last_start_ms, 26000);
}

static void overtalk_goes_by_the_grace(void **state)
{
	(void)state;
	static const char overtalk[] = ", evidence: overtalk";
	assert_int_equal(suggest_with(overtalk, 999, 0).n_overtalks, 3);
	assert_int_equal(suggest_with(overtalk, 1200, 0).n_overtalks, 1);
	assert_int_equal(suggest_with(overtalk, 1200, 0).n_interruptions, 0);
	assert_int_equal(suggest_with(overtalk, 1500, 0).n_overtalks, 0);
}

static void rings_before_the_answer_are_counted(void **state)
{
	(void)state;
	struct suggestion suggestion = suggest_for(", evidence: rings", 160000);
	assert_int_equal(suggestion.n_rings, 4);
	assert_int_equal(suggestion.last_start_ms, 150000);
	assert_int_equal(suggest_for(", evidence: rings", 200000).last_start_ms, 170000);
	assert_int_equal(suggest_for(", evidence: overtalk", 160000).n_rings, 0);
}

static void an_item_without_evidence_has_no_hint(void **state)
{
	(void)state;
	struct suggestion suggestion = suggest_for("", 200000);
	assert_int_equal(suggestion.n_silences + suggestion.n_holds + suggestion.n_overtalks, 0);
	assert_int_equal(suggestion.last_start_ms, -1);
}

static bool covers(const char *evidence, int n_channels)
{
	struct str text = {0};
	str_add(&text, "card: a\nversion: 1\ntitle: A\nsections:\n"
		       "  - section: s\n    title: S\n    items:\n");
	str_addf(&text, "      - {item: a, title: A, met: 4, evidence: %s}\n", evidence);
	struct card *card = parse_good(str_get(&text));
	bool is_covered = suggest_covers(&card->items[0], n_channels);
	card_free(card);
	str_release(&text);
	return is_covered;
}

static void finding_nothing_says_something_of_what_can_be_found(void **state)
{
	(void)state;
	assert_true(covers("[gaps.silence, gaps.hold]", 1));
	assert_true(covers("[gaps.silence, overtalk]", 2));
	assert_false(covers("[gaps.silence, overtalk]", 1)); /* who talks is not known */
	assert_false(covers("overtalk", 1));
	assert_false(covers("[overtalk, phrases.taboo]", 2)); /* what is said is not known */
	assert_false(covers("rings", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_that_the_item_names_are_counted),
		cmocka_unit_test(the_last_before_the_playhead_is_found),
		cmocka_unit_test(overtalk_is_counted_for_its_item),
		cmocka_unit_test(overtalk_goes_by_the_grace),
		cmocka_unit_test(rings_before_the_answer_are_counted),
		cmocka_unit_test(an_item_without_evidence_has_no_hint),
		cmocka_unit_test(finding_nothing_says_something_of_what_can_be_found),
	};
	return cmocka_run_group_tests_name("suggest", tests, NULL, NULL);
}
