/* Tests of the call list, help and first run, and of all screens at any size. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "action/action.h"
#include "canned.h"
#include "testing.h"
#include "ui/pane.h"

/* A review drawn afresh. */
struct drawn {
	struct canned canned;
	struct canvas canvas;
	struct review_view view;
};

static void begin(struct drawn *drawn, int rows, int columns, enum canned_text text, int channels)
{
	memset(drawn, 0, sizeof *drawn);
	canned_make(&drawn->canned, text, channels);
	canvas_init(&drawn->canvas, rows, columns);
}

static void end(struct drawn *drawn)
{
	canned_release(&drawn->canned);
	canvas_release(&drawn->canvas);
}

static const char *const call_names[] = {
	"C-20261103-0142", "C-20261103-0151 王小明", "C-20261103-0167", "broken", "C-20261102-0988"};

static void get_row(void *context, size_t i, struct calls_row *row)
{
	size_t n_names = sizeof call_names / sizeof *call_names;
	static char broken[] = "/srv/calls/2026/11/03/broken.wav";
	static const struct call_leg broken_leg = {.path = broken};
	static const struct contact unknown = {0};
	(void)context;
	*row = (struct calls_row){.name = call_names[i % n_names], .duration_ms = 522000,
		.scanned = i != 2, .n_gaps = {0, 2, (int)(i % 3), 1}, .state = REVIEW_NONE,
		.score_centi = -1, .contact = &unknown};
	if (i % n_names == 0) {
		row->state = REVIEW_DRAFT;
		row->n_answered = i == 0 ? 7 : 0;
		row->score_centi = 10000; /* so far: not what the call is worth */
	} else if (i % n_names == 2) {
		row->duration_ms = -1;
	} else if (i % n_names == 3) {
		row->problem = "'/srv/calls/2026/11/03/broken.wav' holds no sound";
		row->legs = &broken_leg;
		row->n_legs = 1;
	} else if (i % n_names == 4) {
		row->state = REVIEW_FINAL;
		row->score_centi = 9150;
	}
}

static struct calls_view make_calls(const struct canned *canned)
{
	return (struct calls_view){.n_rows = 40, .cursor = 1, .n_scanned = 12, .person = "Anna Li",
		.card_title = "Standard v3", .message = "", .limits = gap_limits_default,
		.get_row = get_row, .envelope = &canned->envelope, .events = canned->events,
		.n_events = canned->snapshot.n_events};
}

static void calls_have_their_look(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	struct calls_view view = make_calls(&drawn.canned);
	screen_draw_calls(&drawn.canvas, &view);
	canned_compare(&drawn.canvas, "calls-80x24");
	assert_int_equal(canned_style_of(&drawn.canvas, -1, "'broken.wav' holds no"), STYLE_ERROR);
	assert_int_equal(canned_style_of(&drawn.canvas, 3, "C-20261103-0151"), STYLE_CURSOR);
	canvas_resize(&drawn.canvas, 40, 120);
	screen_draw_calls(&drawn.canvas, &view);
	canned_compare(&drawn.canvas, "calls-120x40");
	end(&drawn);
}

static void get_known_row(void *context, size_t i, struct calls_row *row)
{
	static char agent[] = "Wang Xiaoming the Elder", queue[] = "退货", date[] = "2026-11-03 10:22:05";
	static const struct contact known = {
		{[CONTACT_AGENT] = agent, [CONTACT_QUEUE] = queue, [CONTACT_DATE] = date}};
	get_row(context, i, row);
	if (i == 1)
		row->contact = &known;
}

static void what_is_known_of_calls_has_columns_where_there_is_room(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	struct calls_view view = make_calls(&drawn.canned);
	screen_draw_calls(&drawn.canvas, &view);
	assert_false(canned_has(&drawn.canvas, "Agent"));
	view.get_row = get_known_row;
	screen_draw_calls(&drawn.canvas, &view);
	assert_true(canned_has(&drawn.canvas, "Agent         Queue     Length"));
	assert_true(canned_has(&drawn.canvas, "Wang Xiaomi…  退货      8:42"));
	assert_false(canned_has(&drawn.canvas, "2026-11-03 10:22"));
	canvas_resize(&drawn.canvas, 24, 120);
	screen_draw_calls(&drawn.canvas, &view);
	assert_true(canned_has(&drawn.canvas, "Wang Xiaomi…  退货      2026-11-03 10:22  8:42"));
	canvas_resize(&drawn.canvas, 24, 60);
	screen_draw_calls(&drawn.canvas, &view);
	assert_false(canned_has(&drawn.canvas, "Wang"));
	end(&drawn);
}

static void a_problem_is_told_whole_below(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	struct calls_view view = make_calls(&drawn.canned);
	view.cursor = 3;
	screen_draw_calls(&drawn.canvas, &view);
	assert_true(canned_has(
		&drawn.canvas, "'/srv/calls/2026/11/03/broken.wav' holds no sound"));
	end(&drawn);
}

static void the_preview_knows_the_agents_channel(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	struct calls_view view = make_calls(&drawn.canned);
	screen_draw_calls(&drawn.canvas, &view);
	char *left = canvas_to_text(&drawn.canvas);
	view.agent_channel = 1;
	screen_draw_calls(&drawn.canvas, &view);
	char *right = canvas_to_text(&drawn.canvas);
	assert_string_not_equal(left, right);
	free(left);
	free(right);
	end(&drawn);
}

static void a_draft_has_no_score_yet(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	struct calls_view view = make_calls(&drawn.canned);
	screen_draw_calls(&drawn.canvas, &view);
	assert_true(canned_has(&drawn.canvas, "7 marks"));
	assert_false(canned_has(&drawn.canvas, "0 marks"));
	assert_false(canned_has(&drawn.canvas, "100"));
	assert_true(canned_has(&drawn.canvas, "91.5"));
	end(&drawn);
}

static void calls_keep_the_cursor_in_sight(void **state)
{
	(void)state;
	struct drawn drawn;
	begin(&drawn, 24, 80, CANNED_EN, 2);
	struct calls_view view = make_calls(&drawn.canned);
	const size_t cursors[] = {0, 39, 20, 21, 0, 15, 16};
	for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++) {
		view.cursor = cursors[i];
		screen_draw_calls(&drawn.canvas, &view);
		assert_true(view.first <= view.cursor && view.cursor < view.first + 16);
	}
	view.cursor = 39;
	screen_draw_calls(&drawn.canvas, &view);
	assert_int_equal(view.first, 24);
	/* A taller window, and a shorter list. */
	view.n_rows = 3;
	view.cursor = 2;
	screen_draw_calls(&drawn.canvas, &view);
	assert_int_equal(view.first, 0);
	view.n_rows = 0;
	view.cursor = 0;
	screen_draw_calls(&drawn.canvas, &view);
	canned_check_canvas(&drawn.canvas);
	end(&drawn);
}

static void help_lists_every_action_with_a_text(void **state)
{
	(void)state;
	struct canvas canvas;
	const unsigned places[] = {IN_REVIEW, IN_CALLS, IN_FIRST};
	canvas_init(&canvas, 60, 120);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		int first = 0;
		screen_draw_help(&canvas, places[i], &first);
		canned_check_canvas(&canvas);
		for (int k = 0; k < N_ACTIONS; k++) {
			const struct action_row *row = &action_get_rows()[k];
			if (row->help && (row->where & places[i]))
				assert_true(canned_has(&canvas, row->help));
		}
	}
	canvas_release(&canvas);
}

static void help_scrolls_no_further_than_its_end(void **state)
{
	(void)state;
	struct canvas canvas;
	int first = 1000;
	canvas_init(&canvas, 16, 60);
	screen_draw_help(&canvas, IN_REVIEW, &first);
	assert_in_range(first, 1, 100);
	assert_true(canned_has(&canvas, action_get_row(ACTION_BACK)->help));
	assert_true(canned_has(&canvas, "j k scroll"));
	first = -5;
	screen_draw_help(&canvas, IN_REVIEW, &first);
	assert_int_equal(first, 0);
	assert_true(canned_has(&canvas, "Listen"));
	canvas_release(&canvas);
}

/* Where nothing would stand on the left there are no two columns. */
static void help_leaves_no_column_empty(void **state)
{
	(void)state;
	struct canvas canvas;
	int first = 0;
	canvas_init(&canvas, 24, 80);
	screen_draw_help(&canvas, IN_FIRST, &first);
	char *text = canvas_to_text(&canvas);
	assert_non_null(strstr(text, "\n  File\n  Enter      try the sample call\n"));
	free(text);
	canvas_release(&canvas);
}

static void first_screen_has_its_look(void **state)
{
	(void)state;
	struct canvas canvas;
	struct first_view view = {.version = "0.1", .sound = "default output",
		.data = "~/.local/share/callmark/callmark.db", .person = "anna",
		.card_title = "Short v1", .message = ""};
	canvas_init(&canvas, 24, 80);
	screen_draw_first(&canvas, &view);
	canned_compare(&canvas, "first-80x24");
	canvas_resize(&canvas, 16, 60);
	view.line.prompt = "File or folder: ";
	view.line.enter = "add";
	view.line.text = "~/calls";
	view.line.cursor = 7;
	screen_draw_first(&canvas, &view);
	canned_check_canvas(&canvas);
	assert_true(canned_has(&canvas, "Reviewer"));
	assert_int_equal(canvas.cursor_row, 14);
	assert_int_equal(canvas.cursor_column, 1 + 16 + 7);
	canvas_release(&canvas);
}

/* ---- any size, any state ---- */

static void shuffle(struct canned *canned, uint32_t *seed)
{
	struct review_snapshot *s = &canned->snapshot;
	s->playhead_ms = canned_random(seed) % 530000;
	s->zoom_ms_per_column = 50 << canned_random(seed) % 11;
	s->cursor = canned_random(seed) % s->n_snapshot_items;
	s->lower = (enum snapshot_pane)(canned_random(seed) % 3);
	s->duration_ms = canned_random(seed) % 4 == 0 ? 0 : canned_random(seed) % 40000000;
	s->playing = canned_random(seed) % 2;
	s->gap_from = (enum gap_class)(canned_random(seed) % N_GAP_CLASSES);
	s->agent_channel = canned_random(seed) % 2;
	for (size_t i = 0; i < s->n_snapshot_items; i++) {
		struct snapshot_item *item = &canned->items[i];
		item->level = (int)(canned_random(seed) % 5) - 1;
		item->evidence_ms = (int64_t)(canned_random(seed) % 600000) - 1000;
		item->saving = canned_random(seed) % 4 == 0;
	}
}

static void every_size_survives(void **state)
{
	(void)state;
	struct drawn drawn;
	uint32_t seed = 20261122;
	for (int channels = 1; channels <= 2; channels++) {
		begin(&drawn, 24, 80, channels == 1 ? CANNED_ZH : CANNED_EN, channels);
		for (int i = 0; i < 400; i++) {
			int rows = 1 + (int)(canned_random(&seed) % 60);
			int columns = 1 + (int)(canned_random(&seed) % 200);
			int first = (int)(canned_random(&seed) % 50) - 5;
			struct calls_view calls = make_calls(&drawn.canned);
			calls.cursor = canned_random(&seed) % calls.n_rows;
			canvas_resize(&drawn.canvas, rows, columns);
			drawn.canvas.graphics = (enum graphics)(canned_random(&seed) % 3);
			drawn.canvas.ambiguous_wide = canned_random(&seed) % 2;
			shuffle(&drawn.canned, &seed);
			screen_draw_review(&drawn.canvas, &drawn.view, &drawn.canned.snapshot);
			canned_check_canvas(&drawn.canvas);
			screen_draw_calls(&drawn.canvas, &calls);
			canned_check_canvas(&drawn.canvas);
			screen_draw_help(&drawn.canvas, IN_REVIEW, &first);
			canned_check_canvas(&drawn.canvas);
		}
		end(&drawn);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_have_their_look),
		cmocka_unit_test(what_is_known_of_calls_has_columns_where_there_is_room),
		cmocka_unit_test(a_problem_is_told_whole_below),
		cmocka_unit_test(the_preview_knows_the_agents_channel),
		cmocka_unit_test(a_draft_has_no_score_yet),
		cmocka_unit_test(calls_keep_the_cursor_in_sight),
		cmocka_unit_test(help_lists_every_action_with_a_text),
		cmocka_unit_test(help_scrolls_no_further_than_its_end),
		cmocka_unit_test(help_leaves_no_column_empty),
		cmocka_unit_test(first_screen_has_its_look),
		cmocka_unit_test(every_size_survives),
	};
	return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
