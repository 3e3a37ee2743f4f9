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

/* Notes beside music, and what waited between, are music. */
static void judge_notes(struct scene *scene, int64_t end)
{
	spans_drop(&scene->waiting, scene->waiting.n);
	scene->n_maybe = 0;
	add_music(scene, scene->piece_start, end);
}

static int64_t later_of(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Looks at the steps of this piece up to a hop. Each is judged by what is around it within the
 * piece: what lies beyond a rest says nothing about it. */
static void listen_for_music(struct scene *scene, int64_t until, int64_t end)
{
	for (; scene->next_step < until; scene->next_step += MUSIC_STEP_HOPS) {
		int64_t from = later_of(scene->next_step - MUSIC_WINDOW_HOPS / 2, scene->piece_start);
		int64_t to = from + MUSIC_WINDOW_HOPS < end ? from + MUSIC_WINDOW_HOPS : end;
		from = later_of(to - MUSIC_WINDOW_HOPS, scene->piece_start);
		float likeness = music_likeness(scene->ear, from, to);
		scene->sure_steps = likeness >= SCENE_SURE ? scene->sure_steps + 1 : 0;
		if (scene->sure_steps >= SCENE_SURE_STEPS)
			scene->sure = true;
		if (likeness > scene->best_likeness)
			scene->best_likeness = likeness;
		if (likeness < SCENE_LIKELY)
			continue;
		if (scene->likely_start < 0)
			scene->likely_start = scene->next_step;
		scene->likely_end = scene->next_step;
	}
}

static void close_piece(struct scene *scene, int64_t end)
{
	listen_for_music(scene, end, end);
	int64_t n_hops = end - scene->piece_start;
	bool brief = n_hops < SCENE_SHORT_HOPS;
	float steady = piece_steady(scene);
	bool beside = scene->music_end >= 0 && scene->piece_start - scene->music_end < SCENE_BESIDE_HOPS;
	bool follows = beside || scene->n_maybe > 0;
	int64_t n_in_doubt = scene->waiting.n > 0 ? end - scene->waiting.items[0].start : 0;
	bool in_doubt = n_in_doubt < SCENE_DOUBT_HOPS && ((follows && n_hops < SCENE_NOTE_HOPS) ||
		(steady >= SCENE_NOTE_STEADY && (follows || scene->best_likeness >= SCENE_NOTES)));
	if (scene->sure && (!brief || steady >= SCENE_NOTE_STEADY)) {
		judge_music(scene, end);
	} else if (brief && beside && steady >= SCENE_HELD_STEADY) {
		judge_notes(scene, end);
	} else if (brief && in_doubt) {
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

/* Long music is told while it plays; words that wait in vain are let go. */
static void keep_moving(struct scene *scene, int64_t hop)
{
	if (scene->n_maybe > 0 && hop - scene->maybe_end > SCENE_BESIDE_HOPS && scene->piece_start < 0)
		release_words(scene, scene->n_maybe);
	if (scene->waiting.n == 0 || scene->piece_start < 0)
		return;
	if (scene->sure && scene->likely_end > hop - 2 * MUSIC_WINDOW_HOPS) {
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

/* A piece begins at its first voiced hop, or before, where it is loud already. */
static void open_piece(struct scene *scene, int64_t hop)
{
	scene->piece_floor_db = floor_db(&scene->words->level_floor, hop);
	scene->piece_loud_db = LEVEL_NONE_DB;
	scene->best_likeness = 0;
	for (int i = 0; i < SCENE_LEAD_HOPS && hop > scene->sounding_end; i++, hop--)
		if (ear_get(scene->ear, hop - 1)->level_db < scene->piece_floor_db + SCENE_LEAD_DB)
			break;
	scene->piece_start = scene->next_step = hop;
}

static void decide_hop(struct scene *scene, int64_t hop)
{
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
