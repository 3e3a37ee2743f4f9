/* Which words of one channel are talk, and which are music or a tone. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/scene.h"

#include <math.h>

#include "analysis/bed.h"
#include "analysis/level.h"
#include "analysis/toneless.h"

/* In the level_db of a run. */
#define RUN_SURE 1.0f
#define RUN_BEGUN 2.0f /* and what was said before it is told */

void scene_init(struct scene *scene, const struct ear *ear, struct words *words,
	const struct tones *tones)
{
	*scene = (struct scene){.ear = ear, .words = words, .tones = tones, .piece_start = -1, .music_end = -1};
}

void scene_release(struct scene *scene)
{
	spans_release(&scene->waiting);
	spans_release(&scene->spoken);
	spans_release(&scene->music);
	spans_release(&scene->runs);
}

static void speak(struct scene *scene, struct span word)
{
	spans_add(&scene->spoken, word, SCENE_JOIN_HOPS);
}

/* The first n that wait are talk. */
static void release_words(struct scene *scene, size_t n)
{
	for (size_t i = 0; i < n; i++)
		speak(scene, scene->waiting.items[i]);
	spans_drop(&scene->waiting, n);
	scene->n_maybe = scene->n_maybe > n ? scene->n_maybe - n : 0;
}

static bool is_beside(const struct scene *scene, int64_t start)
{
	return scene->music_end >= 0 && start - scene->music_end < SCENE_BESIDE_HOPS;
}

static void add_music(struct scene *scene, int64_t start, int64_t end)
{
	if (!is_beside(scene, start) || scene->piece_floor_db < scene->line_floor_db)
		scene->line_floor_db = scene->piece_floor_db;
	spans_add(&scene->music, (struct span){.start = start, .end = end}, SCENE_BESIDE_HOPS);
	scene->music_end = end;
}

/* Whether a word is as steady for long as only notes are. */
static bool is_note(const struct span *word)
{
	return word->steady >= SCENE_ALONE_STEADY && word->end - word->start >= SCENE_ALONE_HOPS;
}

/* The part of a word that lies outside start..end, which is music. Nothing may be left, nor of a note. */
static void speak_outside(struct scene *scene, struct span word, int64_t start, int64_t end)
{
	struct span before = word, after = word;
	if (is_note(&word))
		return;
	before.end = word.end < start ? word.end : start;
	after.start = word.start > end ? word.start : end;
	if (before.end - before.start > SCENE_JOIN_HOPS)
		speak(scene, before);
	if (after.end - after.start > SCENE_JOIN_HOPS)
		speak(scene, after);
}

static int64_t later_of(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t earlier_of(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* Whether something is heard on under the words of a stretch. */
static bool has_bed(const struct scene *scene, int64_t from, int64_t to)
{
	return bed_is_heard(scene->ear, from, to,
		is_beside(scene, from) ? scene->line_floor_db : scene->piece_floor_db);
}

/* Whether a rest in talk would be told from what goes on: on a noisy line it would not. */
static bool rests_show(const struct scene *scene, int64_t hop)
{
	float floor = floor_db(&scene->words->level_floor, hop);
	return floor + WORD_ABOVE_FLOOR_DB < scene->piece_loud_db - SCENE_REST_DB;
}

/* Joins runs to those beyond doubt beside them, if what is said between is said over music: without
 * a rest, or with a bed. */
static void join_runs(struct scene *scene)
{
	struct spans *runs = &scene->runs;
	for (size_t i = 0; i + 1 < runs->n;) {
		struct span *run = &runs->items[i], *next = run + 1;
		bool near = next->start - run->end < SCENE_OVER_HOPS && (run->level_db >= RUN_SURE || next->level_db >= RUN_SURE);
		if (!near || !(rests_show(scene, run->end) || has_bed(scene, run->end, next->start))) {
			i++;
			continue;
		}
		run->end = next->end;
		run->level_db = fmaxf(run->level_db, RUN_SURE);
		spans_remove(runs, i + 1);
	}
}

/* Where the music of a run begins: as far before it as likeness is blind, or with what leads to it:
 * notes of pieces before, words that are said over it right after other music. */
static int64_t begin_of_run(const struct scene *scene, const struct span *run)
{
	int64_t start = later_of(run->start - SCENE_MARGIN_HOPS, scene->piece_start);
	int64_t n_before = start - scene->piece_start;
	bool beside = is_beside(scene, scene->n_maybe > 0 ? scene->waiting.items[0].start : scene->piece_start);
	bool shows = rests_show(scene, scene->piece_start);
	if (n_before < SCENE_OVER_HOPS && ((beside && (shows || has_bed(scene, scene->piece_start, start))) ||
		(shows && scene->intro_sum >= SCENE_INTRO * (float)scene->n_intro)))
		n_before = 0;
	if (scene->n_maybe > 0 && n_before < SCENE_SHORT_HOPS)
		return scene->waiting.items[0].start;
	return scene->piece_start + n_before;
}

/* Of the words that begin before `until`, what lies outside music from start to end is talk. */
static void part_words(struct scene *scene, int64_t until, int64_t start, int64_t end)
{
	size_t n = 0;
	for (; n < scene->waiting.n && scene->waiting.items[n].start < until; n++)
		speak_outside(scene, scene->waiting.items[n], start, end);
	spans_drop(&scene->waiting, n);
	scene->n_maybe = 0;
}

/* A run is beyond doubt, though more of it may come: what was said before it is told. */
static void begin_run(struct scene *scene, struct span *run)
{
	run->start = begin_of_run(scene, run);
	run->level_db = RUN_BEGUN;
	part_words(scene, run->end, run->start, INT64_MAX);
}

/* Judges the runs that nothing to come can change. piece_end: -1 while the piece goes on. */
static void judge_runs(struct scene *scene, int64_t piece_end)
{
	int64_t last = piece_end >= 0 ? piece_end : scene->next_step - SCENE_OVER_HOPS - SCENE_MARGIN_HOPS;
	struct spans *runs = &scene->runs;
	while (runs->n > 0) {
		join_runs(scene);
		struct span *run = runs->items;
		if (run->level_db == RUN_SURE)
			begin_run(scene, run);
		if (run->end > last)
			return;
		int64_t end = piece_end < 0 ? run->end + SCENE_MARGIN_HOPS :
			earlier_of(run->end + SCENE_MARGIN_HOPS, piece_end);
		if (run->level_db >= RUN_SURE) {
			part_words(scene, end, run->start, end);
			add_music(scene, run->start, end);
		}
		spans_drop(runs, 1);
	}
}

/* Mean steadiness of the words of this piece. */
static float piece_steady(const struct scene *scene)
{
	float sum = 0, hops = 0;
	for (size_t i = scene->n_maybe; i < scene->waiting.n; i++) {
		const struct span *word = &scene->waiting.items[i];
		sum += word->steady * (float)(word->end - word->start);
		hops += (float)(word->end - word->start);
	}
	return hops > 0 ? sum / hops : 0;
}

/* Notes beside music, and what waited between, are music. */
static void judge_notes(struct scene *scene, int64_t end)
{
	int64_t start = scene->n_maybe > 0 ? scene->waiting.items[0].start : scene->piece_start;
	spans_drop(&scene->waiting, scene->waiting.n);
	scene->n_maybe = 0;
	add_music(scene, start, end);
}

/* What is left of the words of a piece of music: notes, or talk. */
static void release_notes(struct scene *scene)
{
	scene->n_maybe = 0;
	for (size_t i = 0; i < scene->waiting.n; i++) {
		const struct span *word = &scene->waiting.items[i];
		if (is_note(word))
			add_music(scene, word->start, word->end);
		else
			speak(scene, *word);
	}
	spans_drop(&scene->waiting, scene->waiting.n);
}

/* Whether this step is beyond doubt, by itself and those before or by the mean of many. */
static bool is_sure(struct scene *scene, float likeness, int64_t n_heard)
{
	float n_lacking = (float)(MUSIC_WINDOW_HOPS - n_heard);
	float sure_from = scene->sure_from + SCENE_SHORT_SURE / MUSIC_WINDOW_HOPS * n_lacking;
	float *oldest = &scene->long_ring[scene->n_long++ % SCENE_LONG_STEPS];
	scene->long_sum += likeness - *oldest;
	scene->likeness_sum += likeness;
	scene->heard_sum += likeness > MUSIC_NONE ? likeness : 0;
	*oldest = likeness;
	scene->sure_steps = likeness >= sure_from ? scene->sure_steps + 1 : 0;
	return scene->sure_steps >= SCENE_SURE_STEPS || (scene->n_long >= SCENE_LONG_STEPS &&
		scene->long_sum >= SCENE_LONG_SURE * SCENE_LONG_STEPS);
}

/* Looks at the steps of this piece up to a hop. Each is judged by what is around it within the
 * piece: what lies beyond a rest says nothing about it. */
static void listen_for_music(struct scene *scene, int64_t until, int64_t end)
{
	int64_t known_from = -1, known_to = -1; /* steps of a short piece have one window */
	float likeness = 0;
	for (; scene->next_step < until; scene->next_step += MUSIC_STEP_HOPS) {
		int64_t from = later_of(scene->next_step - MUSIC_WINDOW_HOPS / 2, scene->piece_start);
		int64_t to = earlier_of(from + MUSIC_WINDOW_HOPS, end);
		from = later_of(to - MUSIC_WINDOW_HOPS, scene->piece_start);
		if (from != known_from || to != known_to)
			likeness = music_likeness(&scene->recent, from, to, scene->piece_floor_db);
		known_from = from;
		known_to = to;
		struct span step = {.start = scene->next_step, .end = scene->next_step + 1};
		step.level_db = is_sure(scene, likeness, to - from) ? RUN_SURE : 0;
		if (likeness > scene->best_likeness)
			scene->best_likeness = likeness;
		if (likeness >= SCENE_LIKELY)
			spans_add(&scene->runs, step, SCENE_SPLIT_HOPS);
		if (scene->runs.n == 0 && likeness > MUSIC_NONE) {
			scene->intro_sum += likeness;
			scene->n_intro++;
		}
	}
}

static bool has_sure_run(const struct scene *scene)
{
	for (size_t i = 0; i < scene->runs.n; i++)
		if (scene->runs.items[i].level_db >= RUN_SURE)
			return true;
	return false;
}

static float mean_likeness(const struct scene *scene)
{
	return scene->n_long > 0 ? scene->likeness_sum / (float)scene->n_long : MUSIC_NONE;
}

/* What this piece brings to a chain of pieces that are likely. */
static float chain_link(const struct scene *scene, int64_t end)
{
	if (scene->n_long == 0)
		return 0;
	return mean_likeness(scene) * (float)(end - scene->piece_start) / MUSIC_WINDOW_HOPS;
}

static bool is_chain_sure(const struct scene *scene, float link)
{
	float before = scene->n_maybe > 0 ? scene->chain : 0;
	return link >= SCENE_CHAIN_LINK &&
		before + link >= SCENE_CHAIN_SURE + (scene->sure_from - SCENE_SURE);
}

/* Whether a piece without music of its own may yet belong to music that comes. */
static bool is_in_doubt(const struct scene *scene, int64_t end, float steady)
{
	int64_t n_hops = end - scene->piece_start;
	if (chain_link(scene, end) >= SCENE_CHAIN_LINK)
		return true;
	int64_t n_waiting = scene->waiting.n > 0 ? end - scene->waiting.items[0].start : 0;
	bool follows = is_beside(scene, scene->piece_start) || scene->n_maybe > 0;
	if (n_waiting < SCENE_OVER_HOPS && (mean_likeness(scene) >= (follows ? SCENE_DOUBT_BESIDE :
		SCENE_DOUBT_LEAST) || (follows && has_bed(scene, scene->piece_start, end))))
		return true;
	return n_waiting < SCENE_DOUBT_HOPS && n_hops < SCENE_SHORT_HOPS &&
		((follows && n_hops < SCENE_NOTE_HOPS) || (steady >= SCENE_NOTE_STEADY &&
		(follows || scene->best_likeness >= SCENE_NOTES)));
}

/* Whether a piece is as steady as notes only are, where it is. */
static bool are_notes(const struct scene *scene, int64_t end, float steady)
{
	int64_t n_hops = end - scene->piece_start;
	bool unlike_speech = scene->best_likeness <= MUSIC_NONE || scene->heard_sum >= 0;
	if (steady >= SCENE_ALONE_STEADY && n_hops >= SCENE_ALONE_HOPS && unlike_speech)
		return true;
	return steady >= SCENE_HELD_STEADY && n_hops < SCENE_SHORT_HOPS && is_beside(scene, scene->piece_start);
}

/* Cuts the last word where a piece ends, if it goes on for longer than its edge reaches: on a line that
 * hums words do not end. What is beyond the rest is of the next piece. Nothing may be left. */
static struct span cut_beyond(struct scene *scene, int64_t end)
{
	struct span *last = scene->waiting.n > 0 ? &scene->waiting.items[scene->waiting.n - 1] : NULL;
	struct span rest = {0};
	if (last && last->start < end && last->end > end + WORD_EDGE_REACH_HOPS) {
		rest = *last;
		rest.start = last->end = end;
	}
	return rest;
}

static void close_piece(struct scene *scene, int64_t end)
{
	struct span rest = cut_beyond(scene, end);
	listen_for_music(scene, end, end);
	bool brief = end - scene->piece_start < SCENE_SHORT_HOPS;
	float steady = piece_steady(scene), link = chain_link(scene, end);
	if (has_sure_run(scene) && (!brief || steady >= SCENE_NOTE_STEADY)) {
		judge_runs(scene, end);
		release_notes(scene);
	} else if (is_chain_sure(scene, link) || are_notes(scene, end, steady)) {
		judge_notes(scene, end);
	} else if (is_in_doubt(scene, end, steady)) {
		scene->chain = (scene->n_maybe > 0 ? scene->chain : 0) + fmaxf(link, 0);
		scene->n_maybe = scene->waiting.n;
		scene->maybe_end = end;
	} else {
		if (scene->waiting.n > 0)
			scene->words->hum_db = scene->sure_from > SCENE_SURE ? scene->piece_floor_db : 0;
		release_words(scene, scene->waiting.n);
	}
	if (rest.end > 0)
		spans_put(&scene->waiting, rest);
	scene->piece_start = -1;
	spans_drop(&scene->runs, scene->runs.n);
	scene->sure_steps = 0;
}

/* The level of hum at a hop, which began after the piece; LEVEL_NONE_DB: there is none. */
static float hum_db(const struct scene *scene, int64_t hop)
{
	if (scene->words->hum_db >= 0)
		return LEVEL_NONE_DB;
	float hum = words_floor_db(scene->words, hop);
	return hum > floor_db(&scene->words->level_floor, hop) ? hum : LEVEL_NONE_DB;
}

/* Whether a hop sounds. A piece begins with a voiced hop above the floor, or, beside music, above
 * what the floor was before: long even music lifts the floor to itself. It goes on while a hop is
 * voiced or nearly as loud as what was before, above the floor it began from. */
static bool sounds(const struct scene *scene, int64_t hop)
{
	const struct hop *h = ear_get(scene->ear, hop);
	if (scene->piece_start < 0 && is_beside(scene, hop) &&
		h->level_db > scene->line_floor_db + SCENE_LEAD_DB)
		return h->view.voicing >= WORD_VOICED;
	if (scene->piece_start < 0)
		return h->view.voicing >= WORD_VOICED && words_hears(scene->words, hop);
	float floor = fmaxf(scene->piece_floor_db, hum_db(scene, hop));
	if (h->level_db <= floor + WORD_ABOVE_FLOOR_DB)
		return false;
	return h->view.voicing >= SCENE_HUMMED || h->level_db > scene->piece_loud_db - SCENE_REST_DB;
}

/* Long music is told while it plays; words that wait in vain are let go. */
static void keep_moving(struct scene *scene, int64_t hop)
{
	if (scene->n_maybe > 0 && hop - scene->maybe_end > SCENE_BESIDE_HOPS && scene->piece_start < 0)
		release_words(scene, scene->n_maybe);
	if (scene->piece_start < 0)
		return;
	judge_runs(scene, -1);
	if (scene->waiting.n == 0)
		return;
	const struct span *first = &scene->waiting.items[0], *run = scene->runs.items;
	bool sure = has_sure_run(scene);
	if (sure && run->level_db == RUN_BEGUN && first->end <= run->end)
		spans_drop(&scene->waiting, 1);
	else if (!sure && hop - first->start > SCENE_PATIENCE_HOPS)
		release_words(scene, 1);
}

/* A piece begins at its first voiced hop, or before, where it is loud already. */
static void open_piece(struct scene *scene, int64_t hop)
{
	scene->piece_floor_db = words_floor_db(scene->words, hop);
	if (is_beside(scene, hop))
		scene->piece_floor_db = fminf(scene->piece_floor_db, scene->line_floor_db);
	float hum_db = scene->piece_floor_db - floor_db(&scene->words->edge_floor, hop);
	scene->sure_from = SCENE_SURE + (hum_db > SCENE_HUM_DB ? SCENE_HUM_SURE : 0);
	scene->piece_loud_db = LEVEL_NONE_DB;
	scene->best_likeness = MUSIC_NONE;
	scene->long_sum = scene->likeness_sum = scene->heard_sum = scene->intro_sum = 0;
	scene->n_long = scene->n_intro = 0;
	for (int i = 0; i < SCENE_LONG_STEPS; i++)
		scene->long_ring[i] = 0;
	for (int i = 0; i < SCENE_LEAD_HOPS && hop > scene->sounding_end; i++, hop--)
		if (ear_get(scene->ear, hop - 1)->level_db < scene->piece_floor_db + SCENE_LEAD_DB)
			break;
	scene->piece_start = scene->next_step = hop;
}

static void decide_hop(struct scene *scene, int64_t hop)
{
	music_hear(&scene->recent, ear_get(scene->ear, hop));
	if (sounds(scene, hop)) {
		float level_db = ear_get(scene->ear, hop)->level_db;
		if (scene->piece_start < 0)
			open_piece(scene, hop);
		if (level_db > scene->piece_loud_db)
			scene->piece_loud_db = level_db;
		scene->sounding_end = hop + 1;
	}
	if (scene->piece_start >= 0)
		listen_for_music(scene, hop - MUSIC_WINDOW_HOPS, hop);
	if (scene->piece_start >= 0 && hop - scene->sounding_end >= SCENE_REST_HOPS)
		close_piece(scene, scene->sounding_end);
	keep_moving(scene, hop);
}

/* The words that begin at or before this hop. What is a tone is no word. */
static void take_words(struct scene *scene, int64_t hop)
{
	struct spans *found = &scene->words->found;
	size_t n = 0;
	for (; n < found->n && found->items[n].start <= hop; n++)
		toneless_add(scene->words, scene->tones, found->items[n], &scene->waiting);
	spans_drop(found, n);
}

void scene_advance(struct scene *scene, bool ended)
{
	int64_t limit = words_settled(scene->words), n_ready = ear_n_ready(scene->ear);
	if (ended)
		limit = n_ready;
	for (; scene->n_decided < limit; scene->n_decided++) {
		take_words(scene, scene->n_decided);
		decide_hop(scene, scene->n_decided);
	}
	if (!ended)
		return;
	take_words(scene, n_ready);
	if (scene->piece_start >= 0)
		close_piece(scene, scene->sounding_end);
	release_words(scene, scene->waiting.n);
}

int64_t scene_settled(const struct scene *scene)
{
	int64_t settled = scene->waiting.n ? scene->waiting.items[0].start : scene->n_decided;
	return settled - SCENE_JOIN_HOPS;
}

int64_t scene_heard(const struct scene *scene)
{
	int64_t settled = scene_settled(scene);
	return scene->piece_start >= 0 && scene->piece_start < settled ? scene->piece_start : settled;
}
