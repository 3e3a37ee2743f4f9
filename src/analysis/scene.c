/* Which words of one channel are talk, and which are music or a tone. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/scene.h"

#include "analysis/level.h"
#include "analysis/music.h"

void scene_init(struct scene *scene, const struct ear *ear, struct words *words,
	const struct tones *tones)
{
	*scene = (struct scene){.ear = ear, .words = words, .tones = tones, .piece_start = -1, .likely_start = -1,
		.music_end = -1};
}

void scene_release(struct scene *scene)
{
	spans_release(&scene->waiting);
	spans_release(&scene->spoken);
	spans_release(&scene->music);
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

static void add_music(struct scene *scene, int64_t start, int64_t end)
{
	spans_add(&scene->music, (struct span){.start = start, .end = end}, SCENE_BESIDE_HOPS);
	scene->music_end = end;
}

/* The part of a word that lies outside start..end, which is music. Nothing may be left. */
static void speak_outside(struct scene *scene, struct span word, int64_t start, int64_t end)
{
	struct span before = word, after = word;
	before.end = word.end < start ? word.end : start;
	after.start = word.start > end ? word.start : end;
	if (before.end - before.start > SCENE_JOIN_HOPS)
		speak(scene, before);
	if (after.end - after.start > SCENE_JOIN_HOPS)
		speak(scene, after);
}

/* The piece is music where it is likely, and as far beyond as likeness is blind. */
static void judge_music(struct scene *scene, int64_t piece_end)
{
	int64_t start = scene->likely_start - SCENE_MARGIN_HOPS, end = scene->likely_end + SCENE_MARGIN_HOPS;
	if (start < scene->piece_start)
		start = scene->piece_start;
	if (end > piece_end)
		end = piece_end;
	size_t n = scene->waiting.n, n_maybe = scene->n_maybe;
	int64_t maybe_start = n_maybe > 0 ? scene->waiting.items[0].start : start;
	if (n_maybe > 0)
		start = scene->piece_start;
	for (size_t i = n_maybe; i < n; i++)
		speak_outside(scene, scene->waiting.items[i], start, end);
	if (n_maybe > 0)
		start = maybe_start;
	spans_drop(&scene->waiting, n);
	scene->n_maybe = 0;
	add_music(scene, start, end);
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

static void close_piece(struct scene *scene, int64_t end)
{
	/* The unvoiced onset of its first word belongs to it. */
	if (scene->waiting.n > scene->n_maybe && scene->waiting.items[scene->n_maybe].start < scene->piece_start)
		scene->piece_start = scene->waiting.items[scene->n_maybe].start;
	bool brief = end - scene->piece_start < SCENE_SHORT_HOPS;
	bool notes = piece_steady(scene) >= SCENE_NOTE_STEADY;
	bool beside = scene->music_end >= 0 && scene->piece_start - scene->music_end < SCENE_BESIDE_HOPS;
	bool likely = scene->likely_start >= 0;
	notes = notes && brief;
	if (scene->sure && (!brief || notes)) {
		judge_music(scene, end);
	} else if (notes && beside && likely) {
		spans_drop(&scene->waiting, scene->waiting.n);
		scene->n_maybe = 0;
		add_music(scene, scene->piece_start, end);
	} else if (notes && likely) {
		scene->n_maybe = scene->waiting.n;
		scene->maybe_end = end;
	} else {
		release_words(scene, scene->waiting.n);
	}
	scene->piece_start = -1;
	scene->likely_start = -1;
	scene->sure = false;
	scene->sure_steps = 0;
}

/* Whether a hop sounds. A piece begins with a voiced hop above the floor; it goes on while a hop is
 * voiced or nearly as loud as what was before, above the floor it began from: long even music lifts
 * the floor to itself. */
static bool sounds(const struct scene *scene, int64_t hop)
{
	const struct hop *h = ear_get(scene->ear, hop);
	if (scene->piece_start < 0)
		return h->view.voicing >= WORD_VOICED && words_hears(scene->words, hop);
	if (h->level_db <= scene->piece_floor_db + WORD_ABOVE_FLOOR_DB)
		return false;
	return h->view.voicing >= SCENE_HUMMED || h->level_db > scene->piece_loud_db - SCENE_REST_DB;
}

static void listen_for_music(struct scene *scene, int64_t hop)
{
	float likeness = music_likeness(scene->ear, hop);
	scene->sure_steps = likeness >= SCENE_SURE ? scene->sure_steps + 1 : 0;
	if (scene->sure_steps >= SCENE_SURE_STEPS)
		scene->sure = true;
	if (likeness < SCENE_LIKELY)
		return;
	if (scene->likely_start < 0)
		scene->likely_start = hop;
	scene->likely_end = hop;
}

/* Long music is told while it plays; words that wait in vain are let go. */
static void keep_moving(struct scene *scene, int64_t hop)
{
	if (scene->n_maybe > 0 && hop - scene->maybe_end > SCENE_BESIDE_HOPS && scene->piece_start < 0)
		release_words(scene, scene->n_maybe);
	if (scene->waiting.n == 0 || scene->piece_start < 0)
		return;
	if (scene->sure && scene->likely_end > hop - SCENE_MARGIN_HOPS) {
		size_t n = 0;
		while (n < scene->waiting.n && scene->waiting.items[n].end <= scene->likely_end &&
			scene->waiting.items[n].start >= scene->likely_start)
			n++;
		if (n > 0 && scene->n_maybe == 0)
			spans_drop(&scene->waiting, n);
	}
	if (!scene->sure && hop - scene->waiting.items[0].start > SCENE_PATIENCE_HOPS)
		release_words(scene, 1);
}

static void decide_hop(struct scene *scene, int64_t hop)
{
	if (sounds(scene, hop)) {
		float level_db = ear_get(scene->ear, hop)->level_db;
		if (scene->piece_start < 0) {
			scene->piece_start = hop;
			scene->piece_loud_db = LEVEL_NONE_DB;
			scene->piece_floor_db = floor_db(&scene->words->level_floor, hop);
		}
		if (level_db > scene->piece_loud_db)
			scene->piece_loud_db = level_db;
		scene->sounding_end = hop + 1;
	}
	if (scene->piece_start >= 0 && hop % MUSIC_STEP_HOPS == 0)
		listen_for_music(scene, hop);
	if (scene->piece_start >= 0 && hop - scene->sounding_end >= SCENE_REST_HOPS)
		close_piece(scene, scene->sounding_end);
	keep_moving(scene, hop);
}

static bool is_tone(const struct scene *scene, const struct span *word)
{
	int64_t covered = spans_cover(&scene->tones->found, word->start, word->end);
	return (float)covered >= SCENE_TONE_PART * (float)(word->end - word->start);
}

/* The words that begin at or before this hop. What is a tone is no word. */
static void take_words(struct scene *scene, int64_t hop)
{
	struct spans *found = &scene->words->found;
	size_t n = 0;
	for (; n < found->n && found->items[n].start <= hop; n++)
		if (!is_tone(scene, &found->items[n]))
			spans_add(&scene->waiting, found->items[n], 0);
	spans_drop(found, n);
}

void scene_advance(struct scene *scene, bool ended)
{
	int64_t limit = words_settled(scene->words), n_ready = ear_n_ready(scene->ear);
	if (limit > n_ready - MUSIC_WINDOW_HOPS / 2)
		limit = n_ready - MUSIC_WINDOW_HOPS / 2;
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
