/* Tests of a whole review on each card that comes with callmark, by keyboard alone, keys counted. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define CONTROL_C "\003"
#define HOME "\033[H"
#define UP "\033[A"

/* Keys typed one after another, and what is then on the screen; of a text only its Enter counts. */
struct step {
	const char *keys;
	const char *text; /* NULL: nothing is waited for */
	int n_keys;
};

struct script {
	const char *card;
	const char *score; /* in the submit pane, when nothing is missing */
	int n_marks;       /* items answered, or faults counted */
	int n_extra;       /* keys for comments, and fields of the contact */
	struct step steps[16];
};

#define TEN_TABOO "jjjjjjjjjj"

static const struct script scripts[] = {
	{"tenets", "88", 13, 0, {{"2212322222222", "13\x01", 13}}},
	{"action-review", "89.47", 19, 14,
		{{"2222222222222222211", "19\x01", 19},
			/* what is missing, each by the key that the submit pane names */
			{"Sc", "5.2", 2}, {"refund promised too much\r", NULL, 1},
			{"Sc", "5.3", 2}, {"no closing\r", NULL, 1},
			{"F", NULL, 1}, {"C-0142\r", "C-0142", 1}, {"li.na\r", "li.na", 1},
			{"returns\r", "returns", 1}, {"refund\r", "refund", 1}, {"\r", NULL, 1},
			{"\r", NULL, 1}, {"q", NULL, 1}}},
	{"deductions-100", "70", 35, 0,
		{{"D", "-0.5", 1}, {"iii", "3 x -1", 3}, {"k", "1 x -0.5", 1},
			{TEN_TABOO TEN_TABOO TEN_TABOO "j", "31 x -1", 31}}},
	{"dial-test", "100", 12, 7,
		{{"223512332222", "12\x01", 12}, {"F", NULL, 1}, {"lost parcel\r", "lost parcel", 1},
			{UP "\r", NULL, 1}, {UP "\r", NULL, 1}, {"\r", NULL, 1}, {"\r", NULL, 1},
			{"q", NULL, 1}}},
	{"presales", "100", 12, 0, {{"222222222222", "12\x01", 12}}},
};

/* "13\x01" is "13 of 13" in the language shown. */
static void wait_for(struct sitting *sitting, const char *text, bool zh)
{
	char answered[64];
	const char *end = strchr(text, '\x01');
	int n = (int)strtol(text, NULL, 10);
	snprintf(answered, sizeof answered, zh ? "%d/%d" : "%d of %d", n, n);
	screen_wait_text(sitting->screen, end ? answered : text);
}

static int play(struct sitting *sitting, const struct script *script, bool zh)
{
	char score[32];
	int n_keys = 0;
	for (const struct step *step = script->steps; step->keys; step++) {
		screen_send(sitting->screen, step->keys);
		if (step->text)
			wait_for(sitting, step->text, zh);
		n_keys += step->n_keys;
	}
	screen_send(sitting->screen, "S");
	screen_wait_text(sitting->screen, zh ? "没有缺项。" : "Nothing is missing.");
	snprintf(score, sizeof score, zh ? "%s / 100" : "%s of 100", script->score);
	screen_wait_text(sitting->screen, score);
	screen_send(sitting->screen, "y");
	screen_wait_text(sitting->screen, zh ? "已提交" : "final");
	return n_keys + 2;
}

/* What is left of a review: it is final, and the history proves it. */
static void expect_final(struct sitting *sitting, const char *path)
{
	char *marks = sitting_read_marks(sitting, path);
	assert_non_null(strstr(marks, "final"));
	free(marks);
	sitting_expect_sound_database(sitting);
}

static void review(struct sitting *sitting, const char *card, int rows, int columns, bool zh)
{
	const struct script *script = scripts;
	while (strcmp(script->card, card) != 0)
		script++;
	sitting_start(sitting, (struct screen_options){.rows = rows, .columns = columns,
		.arguments = {"--no-audio", "--lang", zh ? "zh_CN" : "en", "--card", script->card,
			sitting->sample}});
	screen_wait_text(sitting->screen, " > ");
	sitting_type(sitting, CONTROL_C, "|| ");
	sitting_type(sitting, HOME, "|| 0:00.0");
	int n_keys = play(sitting, script, zh);
	assert_true(n_keys <= script->n_marks + 3 + script->n_extra);
	sitting_leave(sitting);
	expect_final(sitting, sitting->sample);
}

/* A function for each look of each card. */
#define CARD(name, card)                                                                           \
	static void name##_small(void **state)                                                     \
	{                                                                                          \
		review(*state, card, 24, 80, false);                                               \
	}                                                                                          \
	static void name##_large(void **state)                                                     \
	{                                                                                          \
		review(*state, card, 40, 120, false);                                              \
	}                                                                                          \
	static void name##_small_zh(void **state)                                                  \
	{                                                                                          \
		review(*state, card, 24, 80, true);                                                \
	}                                                                                          \
	static void name##_large_zh(void **state)                                                  \
	{                                                                                          \
		review(*state, card, 40, 120, true);                                               \
	}

CARD(tenets, "tenets")
CARD(action_review, "action-review")
CARD(deductions_100, "deductions-100")
CARD(dial_test, "dial-test")
CARD(presales, "presales")

#define SIT(test) cmocka_unit_test_setup_teardown(test, sitting_setup, sitting_teardown)
#define SIT_CARD(name) SIT(name##_small), SIT(name##_large), SIT(name##_small_zh), SIT(name##_large_zh)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SIT_CARD(tenets),
		SIT_CARD(action_review),
		SIT_CARD(deductions_100),
		SIT_CARD(dial_test),
		SIT_CARD(presales),
	};
	return cmocka_run_group_tests_name("app cards", tests, NULL, NULL);
}
