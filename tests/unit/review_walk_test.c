/* A random walk over all that can be marked: what is shown is what is stored, undo restores exactly. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "review_card.h"
#include "review_desk.h"
#include "testing.h"

#define N_STEPS 250

static int set_up(void **state)
{
	return desk_set_up_with(state, every_card);
}

static uint32_t next_random(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* ---- what is shown, as one text ---- */

static void add_items(struct str *text, const struct review_snapshot *now)
{
	for (size_t i = 0; i < now->n_snapshot_items; i++) {
		const struct snapshot_item *item = &now->items[i];
		str_addf(text, "%s=%d x%d (%s) '%s'", item->key, item->level, item->n_occurrences,
			item->reasons, item->comment);
		for (size_t k = 0; k < item->n_times; k++)
			str_addf(text, " @%d-%d", (int)item->times[k].start_ms,
				(int)item->times[k].end_ms);
		str_addc(text, '\n');
	}
}

static void add_forms(struct str *text, const struct review_snapshot *now)
{
	for (size_t i = 0; i < now->n_flags; i++)
		str_addf(text, "!%s %d @%d '%s'\n", now->flags[i].key, now->flags[i].raised,
			(int)now->flags[i].evidence_ms, now->flags[i].comment);
	for (size_t i = 0; i < now->n_fields; i++)
		str_addf(text, "%s: %s\n", now->fields[i].key, now->fields[i].value);
	for (size_t i = 0; i < now->n_notes; i++)
		str_addf(text, "note %d @%d %s\n", now->notes[i].n, (int)now->notes[i].at_ms,
			now->notes[i].text);
	for (size_t i = 0; i < now->n_incidents; i++)
		str_addf(text, "incident %d %s @%d %s\n", now->incidents[i].n,
			now->incidents[i].class_key, (int)now->incidents[i].start_ms,
			now->incidents[i].texts[INCIDENT_SAID]);
}

/* The caller frees it. */
static char *describe(struct desk *desk)
{
	struct str text = {0};
	struct review_snapshot now = desk_look(desk);
	add_items(&text, &now);
	add_forms(&text, &now);
	str_addf(&text, "%s %d", now.score_now, (int)now.outcome);
	return str_take(&text);
}

/* ---- steps ---- */

static void press_a_key(struct desk *desk, uint32_t *seed)
{
	static const enum action keys[] = {ACTION_LEVEL_1, ACTION_LEVEL_2, ACTION_LEVEL_3, ACTION_NA,
		ACTION_CLEAR, ACTION_DEDUCT, ACTION_DEDUCT, ACTION_EVIDENCE_NOW, ACTION_EVIDENCE_ADD,
		ACTION_ACCEPT, ACTION_UNDO, ACTION_UNDO, ACTION_REDO, ACTION_FORWARD_5S,
		ACTION_BACK_1S};
	review_set_cursor(desk->review, next_random(seed, ITEM_TABOO + 1));
	review_do(desk->review, keys[next_random(seed, sizeof keys / sizeof *keys)]);
}

static void pick_a_line(struct desk *desk, uint32_t *seed)
{
	static const enum action lists[] = {ACTION_REASONS, ACTION_RED_FLAGS, ACTION_FAULTS};
	review_set_cursor(desk->review, next_random(seed, ITEM_HOLD));
	review_do(desk->review, lists[next_random(seed, 3)]);
	review_pick(desk->review, next_random(seed, 3));
	review_unpick(desk->review, next_random(seed, 3));
	review_do(desk->review, ACTION_BACK);
}

static void write_a_text(struct desk *desk, uint32_t *seed)
{
	static const char *const texts[] = {"", "kind", "late ", "2026-11-01"};
	const char *text = texts[next_random(seed, 4)];
	switch (next_random(seed, 5)) {
	case 0:
		review_set_comment(desk->review, text);
		break;
	case 1:
		review_set_flag_comment(desk->review, next_random(seed, 3), text);
		break;
	case 2:
		review_set_field(desk->review, next_random(seed, 4), text);
		break;
	case 3:
		review_add_note(desk->review, next_random(seed, 5) * 1000, text);
		break;
	default:
		review_change_note(desk->review, 1 + (int)next_random(seed, 4), text);
	}
}

static void file_an_incident(struct desk *desk, uint32_t *seed)
{
	struct store_incident incident;
	char said[] = "as I said";
	review_draft_incident(desk->review, &incident);
	strcpy(incident.class, "c");
	incident.n = (int)next_random(seed, 4);
	said[0] = (char)('a' + next_random(seed, 3));
	incident.texts[INCIDENT_SAID] = said;
	if (next_random(seed, 3) == 0)
		review_remove_incident(desk->review, incident.n);
	else if (incident.n <= (int)desk_look(desk).n_incidents)
		review_put_incident(desk->review, &incident);
}

static void take_a_step(struct desk *desk, uint32_t *seed)
{
	switch (next_random(seed, 6)) {
	case 0:
		pick_a_line(desk, seed);
		break;
	case 1:
		write_a_text(desk, seed);
		break;
	case 2:
		file_an_incident(desk, seed);
		break;
	default:
		press_a_key(desk, seed);
	}
}

/* ---- what must hold ---- */

static void assert_stored(struct desk *desk)
{
	struct store_review row;
	struct review_snapshot now = desk_look(desk);
	char *shown = describe(desk), *stored;
	/* A draft that was begun by its place alone has none yet. */
	if (desk_find_review(desk, &row) && (row.n_marks > 0 || row.score_centi >= 0)) {
		char score[24] = "";
		if (row.score_centi >= 0)
			snprintf(score, sizeof score, "%d.%02d", (int)(row.score_centi / 100),
				(int)(row.score_centi % 100));
		assert_string_equal(score, now.score_now); /* recomputed equals stored */
	}
	assert_int_equal(review_count_unsaved(desk->review), 0);
	desk_reopen(desk);
	stored = describe(desk);
	assert_string_equal(shown, stored);
	free(shown);
	free(stored);
}

static int go_to_the_end(struct desk *desk, enum action action, const char *end)
{
	int n = 0;
	for (; n < 4 * N_STEPS; n++) {
		review_do(desk->review, action);
		if (strcmp(desk_look(desk).message, end) == 0)
			return n;
	}
	fail_msg("there is no end to it");
	return n;
}

static void what_is_shown_is_stored_and_undone(void **state)
{
	struct desk *desk = *state;
	uint32_t seed = 20261122;
	desk_wait_for_analysis(desk);
	char *first = describe(desk);
	for (int i = 1; i <= N_STEPS; i++) {
		take_a_step(desk, &seed);
		if (i % 10 == 0)
			assert_stored(desk);
	}
	go_to_the_end(desk, ACTION_REDO, "Nothing to redo");
	char *last = describe(desk);
	int n = go_to_the_end(desk, ACTION_UNDO, "Nothing to undo");
	char *undone = describe(desk);
	assert_true(n > N_STEPS / 4);
	assert_string_equal(undone, first);
	assert_stored(desk);
	assert_int_equal(go_to_the_end(desk, ACTION_REDO, "Nothing to redo"), n);
	char *redone = describe(desk);
	assert_string_equal(redone, last);
	assert_stored(desk);
	free(first);
	free(last);
	free(undone);
	free(redone);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_is_shown_is_stored_and_undone, set_up, desk_tear_down),
	};
	return cmocka_run_group_tests_name("review walk", tests, NULL, NULL);
}
