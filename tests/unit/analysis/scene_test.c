/* Tests of scenes: which pieces of sound are talk and which are music. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/channel.h"
#include "testing.h"

#define N_HOPS 8000

/* What is heard, hop by hop: so far. */
struct tape {
	struct hop hops[N_HOPS];
	int n;
};

/* Sounds by what is measured of them: how far the level swings, every so many hops, how far the tilt, and
 * the view. */
struct sort {
	float swing_db;
	int beat;
	float tilt_db;
	struct voice_view view;
};

static const struct sort speech = {12, 4, 3, {.voicing = 0.8f, .steady = 0.05f, .purity = 0.6f}}; /* likeness -10 */
static const struct sort lively = {12, 4, 3, {.voicing = 0.8f, .steady = 0.20f, .purity = 0.6f}};   /* -6 */
static const struct sort doubtful = {6, 20, 2, {.voicing = 0.7f, .steady = 0.03f, .purity = 0.5f}};  /* -2 */
static const struct sort unsure = {6, 20, 2, {.voicing = 0.7f, .steady = 0.12f, .purity = 0.5f}};    /* 1 */
static const struct sort likely = {6, 20, 2, {.voicing = 0.7f, .steady = 0.20f, .purity = 0.5f}};    /* 3 */
static const struct sort held = {18, 3, 4, {.voicing = 0.9f, .steady = 0.25f, .purity = 0.75f}};      /* -4, but steady */
static const struct sort music = {6, 20, 2, {.voicing = 0.7f, .steady = 0.50f, .purity = 0.5f}};     /* 9 */
static const struct sort pure = {2, 20, 0, {.voicing = 0.9f, .steady = 0.90f, .purity = 0.97f}};     /* says nothing */

static void rest(struct tape *tape, int n)
{
	for (; n > 0; n--)
		tape->hops[tape->n++] = (struct hop){.level_db = -60, .edge_db = -60, .power = 1e-6f, .edge_power = 1e-6f};
}

/* Where it is softest it is not voiced: nothing goes on under it. */
static void play(struct tape *tape, const struct sort *sort, int n)
{
	for (int i = 0; i < n; i++) {
		float level_db = i / sort->beat % 2 ? -20 : -20 - sort->swing_db;
		float tilt_db = i / 7 % 2 ? sort->tilt_db : -sort->tilt_db;
		tape->hops[tape->n++] = (struct hop){.level_db = level_db, .edge_db = level_db - 6 + tilt_db,
			.power = 0.01f, .edge_power = 0.003f, .view = sort->view};
		if (i % 70 < 66)
			continue;
		tape->hops[tape->n - 1].level_db = -23 - sort->swing_db;
		tape->hops[tape->n - 1].view.voicing = 0.1f;
	}
}

/* A call that has begun with talk. */
static struct tape *new_tape(void)
{
	struct tape *tape = test_malloc(sizeof *tape);
	tape->n = 0;
	rest(tape, 50);
	play(tape, &speech, 300);
	rest(tape, 40);
	return tape;
}

/* Ends with talk. The caller releases the answer. */
static struct channel *listen(struct tape *tape)
{
	struct channel *channel = test_malloc(sizeof *channel);
	rest(tape, 40);
	play(tape, &speech, 300);
	rest(tape, 1000);
	channel_init(channel, NAN);
	ear_hear(channel->ear, tape->hops, tape->n);
	channel_advance(channel, true);
	test_free(tape);
	return channel;
}

static void release(struct channel *channel)
{
	channel_release(channel);
	test_free(channel);
}

/* Hops of talk from..to; the edges of words blur it a little. */
static int64_t talk_in(const struct channel *channel, int64_t from, int64_t to)
{
	return spans_cover(&channel->scene.spoken, from, to);
}

static void assert_all_talk(const struct channel *channel, int64_t from, int64_t to)
{
	assert_true(talk_in(channel, from, to) > (to - from) * 8 / 10);
}

/* A piece between the talk and music: hops 390..590. */
static struct channel *piece_before_music(const struct sort *sort)
{
	struct tape *tape = new_tape();
	play(tape, sort, 200);
	rest(tape, 40);
	play(tape, &music, 1000);
	return listen(tape);
}

static void what_comes_before_music_is_music_if_it_may_be(void **state)
{
	(void)state;
	struct channel *channel = piece_before_music(&unsure);
	assert_int_equal(talk_in(channel, 390, 1600), 0);
	release(channel);
	channel = piece_before_music(&doubtful);
	assert_all_talk(channel, 390, 590);
	assert_int_equal(talk_in(channel, 700, 1600), 0);
	release(channel);
}

/* A piece between music and music: hops 1430..1720. */
static struct channel *piece_amid_music(const struct sort *sort)
{
	struct tape *tape = new_tape();
	play(tape, &music, 1000);
	rest(tape, 40);
	play(tape, sort, 290);
	rest(tape, 40);
	play(tape, &music, 1000);
	return listen(tape);
}

static void between_music_and_music_less_will_do(void **state)
{
	(void)state;
	struct channel *channel = piece_amid_music(&doubtful);
	assert_int_equal(talk_in(channel, 390, 2600), 0);
	release(channel);
	channel = piece_amid_music(&lively);
	assert_all_talk(channel, 1430, 1720);
	release(channel);
}

/* Short notes, n of them, after music, and music again. */
static struct channel *notes_amid_music(int n)
{
	struct tape *tape = new_tape();
	play(tape, &music, 1000);
	for (int i = 0; i < n; i++) {
		rest(tape, 30);
		play(tape, &held, 290);
	}
	rest(tape, 30);
	play(tape, &music, 1000);
	return listen(tape);
}

static void notes_wait_five_seconds_for_music(void **state)
{
	(void)state;
	struct channel *channel = notes_amid_music(1);
	assert_int_equal(talk_in(channel, 390, 2700), 0);
	release(channel);
	channel = notes_amid_music(3);
	assert_all_talk(channel, 1420, 1710);
	release(channel);
}

/* Pieces of a second, none of them sure, and no music after them. */
static struct channel *likely_pieces(int n)
{
	struct tape *tape = new_tape();
	for (int i = 0; i < n; i++) {
		play(tape, &likely, 105);
		rest(tape, 40);
	}
	return listen(tape);
}

static void likely_pieces_in_a_row_are_music(void **state)
{
	(void)state;
	struct channel *channel = likely_pieces(3);
	assert_all_talk(channel, 390, 495);
	assert_all_talk(channel, 535, 640);
	assert_all_talk(channel, 680, 785);
	assert_int_equal(channel->scene.music.n, 0);
	release(channel);
	channel = likely_pieces(5);
	assert_int_equal(talk_in(channel, 390, 1075), 0);
	assert_int_equal(spans_cover(&channel->scene.music, 390, 1075), 1075 - 390);
	release(channel);
}

/* A held note, told from the music before by a moment too short for a rest, so pure that likeness says
 * nothing of it. */
static void a_pure_note_in_music_is_no_talk(void **state)
{
	(void)state;
	struct tape *tape = new_tape();
	play(tape, &music, 800);
	rest(tape, 20);
	play(tape, &pure, 600);
	struct channel *channel = listen(tape);
	assert_int_equal(talk_in(channel, 400, 1800), 0);
	release(channel);
}

/* Music that begins with 5 s of another sort, without a rest. */
static struct channel *music_with_intro(const struct sort *intro)
{
	struct tape *tape = new_tape();
	play(tape, intro, 500);
	play(tape, &music, 1000);
	return listen(tape);
}

static void an_intro_is_talk_only_where_it_is_like_talk(void **state)
{
	(void)state;
	struct channel *channel = music_with_intro(&doubtful);
	assert_int_equal(talk_in(channel, 390, 1890), 0);
	release(channel);
	channel = music_with_intro(&pure);
	assert_int_equal(talk_in(channel, 390, 1890), 0);
	release(channel);
	channel = music_with_intro(&speech);
	assert_all_talk(channel, 390, 600);
	assert_int_equal(talk_in(channel, 900, 1890), 0);
	release(channel);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_comes_before_music_is_music_if_it_may_be),
		cmocka_unit_test(between_music_and_music_less_will_do),
		cmocka_unit_test(notes_wait_five_seconds_for_music),
		cmocka_unit_test(likely_pieces_in_a_row_are_music),
		cmocka_unit_test(a_pure_note_in_music_is_no_talk),
		cmocka_unit_test(an_intro_is_talk_only_where_it_is_like_talk),
	};
	return cmocka_run_group_tests_name("scene", tests, NULL, NULL);
}
