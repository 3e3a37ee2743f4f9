/* One review in progress: opening, closing, and which part does what. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "review/review_parts.h"

#define LISTENED_MS 10000 /* played by itself for longer than this, a place is worth keeping */
#define PLACE_EVERY_NS 10000000000 /* the place is saved this often while playing */

const int review_zooms[N_ZOOMS] = {
	50, 100, 200, 300, 500, 800, 1100, 1500, 2000, 3000, 5000, 10000, 20000, 30000, 60000};

void review_say(struct review *review, enum snapshot_tone tone, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(review->message, sizeof review->message, fmt, ap);
	va_end(ap);
	utf8_cut(review->message);
	review->tone = tone;
}

int64_t review_now_ns(const struct review *review)
{
	return review->options.mono_ns ? review->options.mono_ns() : clock_mono_ns();
}

const char *review_item_title(const struct review *review, size_t item)
{
	return card_text_get(&review->card->items[item].title, review->options.language);
}

void review_free_marks(struct review *review)
{
	for (size_t i = 0; review->marks && i < review_count_marks(review); i++)
		review_release_mark(&review->marks[i]);
	if (review->field_values)
		review_clear_records(review);
	for (size_t i = 0; review->field_values && i < review->card->n_fields; i++)
		free(review->field_values[i]);
	free(review->marks);
	free(review->field_values);
	free(review->field_tickets);
	free(review->items);
	free(review->levels);
	free(review->texts);
	free(review->empty_items);
	free(review->uncommented);
	review->marks = NULL;
	review->field_values = NULL;
}

static void reset_records(struct review *review)
{
	const struct card *card = review->card;
	review->field_values = mem_zalloc(card->n_fields, sizeof *review->field_values);
	review->field_tickets = mem_zalloc(card->n_fields, sizeof *review->field_tickets);
	review_clear_records(review);
}

void review_reset_marks(struct review *review)
{
	const struct card *card = review->card;
	size_t n_levels = 0;
	review->marks = mem_zalloc(review_count_marks(review), sizeof *review->marks);
	for (size_t i = 0; i < review_count_marks(review); i++)
		review->marks[i] = (struct review_mark){.evidence_ms = -1, .comment = mem_dup("")};
	for (size_t i = 0; i < card->n_items; i++)
		n_levels += card->items[i].n_levels;
	reset_records(review);
	review->items = mem_zalloc(card->n_items, sizeof *review->items);
	review->levels = mem_zalloc(n_levels, sizeof *review->levels);
	review->texts = mem_zalloc(card->n_items, sizeof *review->texts);
	review->texts_fresh = false;
	review->empty_items = mem_zalloc(card->n_items, sizeof *review->empty_items);
	review->uncommented = mem_zalloc(card->n_items, sizeof *review->uncommented);
}

/* The card version of a stored review takes the place of the one for new reviews. */
static bool load_card(struct review *review, struct err *err)
{
	char *text;
	size_t n_text;
	struct card_problems problems = {0};
	if (!store_get_card(review->options.store, review->row.card_row, &text, &n_text, err))
		return false;
	struct card *card = card_parse(text, n_text, &problems);
	free(text);
	if (!card)
		err_set(err, ERR_FORMAT, _("the stored scorecard '%s' version %d cannot be read: %s"),
			review->row.card_id, review->row.card_version,
			problems.n_problems ? problems.problems[0].text : "");
	card_problems_release(&problems);
	if (!card)
		return false;
	review_free_marks(review);
	card_free(review->own_card);
	review->own_card = card;
	review->card = card;
	review->cursor = 0; /* it may have fewer items */
	review->lower = LOWER_SCORECARD;
	review_reset_marks(review);
	return true;
}

static void restore_place(struct review *review)
{
	const struct store_review *row = &review->row;
	for (size_t i = 0; i < review->card->n_items; i++)
		if (strcmp(review->card->items[i].key, row->item_key) == 0)
			review->cursor = i;
	if (row->zoom >= 0 && row->zoom < N_ZOOMS && row->playhead_ms >= 0)
		review->zoom = row->zoom;
	/* A moved recording is recognised while it already plays: the place is taken up only if nothing was
	 * done meanwhile, and not if it is the end, where playing would stop. */
	bool is_end = row->playhead_ms >= review_duration_ms(review);
	if (row->playhead_ms > 0 && !review->touched && !(review->started && is_end))
		review_seek_ms(review, row->playhead_ms);
}

void review_load_contact(struct review *review, const char *call_id)
{
	struct err err;
	contact_release(&review->contact);
	if (!store_get_contact(review->options.store, call_id, &review->contact, &err)) {
		contact_release(&review->contact);
		review_say(review, TONE_WARNING, "%s", err.text);
	}
}

bool review_load_row(struct review *review, struct err *err)
{
	struct store_review row;
	if (!store_find_review(review->options.store, review->call_id, &row, err))
		return err->code == ERR_NOT_FOUND;
	bool is_same_card = review->has_row && row.card_version == review->card->version &&
			    strcmp(row.card_id, review->card->id) == 0;
	review->row = row;
	review->has_row = true;
	return (is_same_card || load_card(review, err)) && review_load_marks(review, err);
}

bool review_load(struct review *review, struct err *err)
{
	review_load_contact(review, review->call_id);
	if (!review_load_row(review, err))
		return false;
	if (!review->has_row)
		return true;
	if (!review_load_heard(review, err))
		return false;
	restore_place(review);
	return true;
}

static bool open_files(struct review *review, struct err *err)
{
	review->media =
		media_open(review->legs, review->n_legs, &review->options.media, err);
	if (!review->media)
		return false;
	review->info = *media_get_info(review->media);
	if (review->info.warning)
		review->warning = mem_dup(review->info.warning);
	review->info.warning = NULL;
	return true;
}

static bool open_stored(struct review *review, struct err *err)
{
	struct store *store = review->options.store;
	if (store_find_call(store, review->legs, review->n_legs, review->call_id, err))
		return review_load(review, err);
	review->call_id[0] = '\0';
	return err->code == ERR_NOT_FOUND;
}

struct review *review_open(const char *name, const struct call_leg *legs, size_t n_legs,
	const struct review_options *options, struct err *err)
{
	struct review *review = mem_zalloc(1, sizeof *review);
	review->options = *options;
	review->name = mem_dup(name);
	review->n_legs = n_legs < CALL_MAX_LEGS ? n_legs : CALL_MAX_LEGS;
	for (size_t i = 0; i < review->n_legs; i++) {
		review->legs[i] = legs[i];
		review->legs[i].path = mem_dup(legs[i].path);
	}
	review->options.analysis.agent_channel =
		call_agent_channel(review->n_legs, options->analysis.agent_channel);
	review->card = options->card;
	review->zoom = ZOOM_PRESET;
	review->gap_from = GAP_OVER3;
	review->place_due_ns = CLOCK_NEVER;
	review->passage = (struct review_passage){-1, -1, -1, 100, CLOCK_NEVER, false};
	review->heard_end_ms = -1;
	review_load_person(review);
	review->played_mark = SIZE_MAX;
	review->note_ms = -1;
	review->scrub = (struct review_scrub){.due_ns = CLOCK_NEVER, .last_key_ns = INT64_MIN / 2};
	review_reset_marks(review);
	if (!open_files(review, err) || !open_stored(review, err)) {
		review->call_id[0] = '\0'; /* nothing of it is to be saved */
		review_close(review);
		return NULL;
	}
	review_recall_analysis(review);
	if (review->warning)
		review_say(review, TONE_WARNING, "%s", review->warning);
	return review;
}

void review_start(struct review *review)
{
	int64_t start_ms = review_playhead_ms(review);
	struct pcm_source *source = media_take_source(review->media);
	review->media = NULL;
	review->started = true;
	player_set_source(review->options.player, source);
	review_start_hearing(review);
	review_update_skips(review);
	if (start_ms > 0)
		review_seek_ms(review, start_ms);
	if (review->options.autoplay)
		review_do(review, ACTION_PLAY);
	review->touched = false;
	review_refresh_sound(review, review_now_ns(review));
	if (!review->analysed)
		review_ask_analysis(review);
}

void review_save_place(struct review *review)
{
	struct err err;
	review->place_due_ns = CLOCK_NEVER;
	review_save_person(review);
	/* A call that was only looked into while browsing leaves no draft behind. */
	bool listened = review_playhead_ms(review) > LISTENED_MS;
	if ((!review->touched && !listened) || store_is_readonly(review->options.store))
		return;
	review_need_row(review);
	if (!review->has_row)
		return;
	const char *key = review->card->n_items ? review->card->items[review->cursor].key : "";
	int64_t playhead_ms = review_playhead_ms(review);
	/* A place that cannot be saved is no loss: the marks are what counts. */
	if (store_put_place(review->options.store, review->row.id, playhead_ms, key, review->zoom,
		    &err)) {
		review->row.playhead_ms = playhead_ms;
		review->touched = false;
	}
	review_save_heard(review);
}

void review_close(struct review *review)
{
	if (!review)
		return;
	if (review->started) {
		review_end_scrub(review);
		review_refresh_sound(review, review_now_ns(review));
		review_leave_passage(review);
		review_save_place(review);
		player_set_source(review->options.player, NULL);
	}
	if (review->job)
		scan_forget(review->options.scan, review->job);
	media_free(review->media);
	review_free_marks(review);
	card_free(review->own_card);
	envelope_release(&review->envelope);
	coverage_release(&review->coverage);
	coverage_release(&review->skips);
	free(review->spans_sent);
	free(review->found);
	free(review->gap_changes);
	free(review->events);
	free(review->gaps);
	free(review->warning);
	review_forget_comments(review);
	arena_release(&review->arena);
	contact_release(&review->contact);
	for (size_t i = 0; i < review->n_legs; i++)
		free(review->legs[i].path);
	free(review->name);
	free(review);
}

/* Panes close on "back"; only then is it the screen's turn to leave. */
static bool close_pane(struct review *review)
{
	if (review->lower == LOWER_SCORECARD)
		return false;
	review->lower = LOWER_SCORECARD;
	return true;
}

bool review_do(struct review *review, enum action action)
{
	return review_do_at(review, action, review_now_ns(review));
}

bool review_do_at(struct review *review, enum action action, int64_t pressed_ns)
{
	if (action == ACTION_BACK)
		return close_pane(review);
	review->message[0] = '\0';
	review->tone = TONE_PLAIN;
	review->pressed_ns = pressed_ns;
	if (!review_move_of(action))
		review_end_scrub(review);
	review_refresh_sound(review, review_now_ns(review));
	bool done = review_listen(review, action) || review_hear(review, action) ||
		    review_repeat(review, action) || review_skip_action(review, action) ||
		    review_gap_action(review, action) ||
		review_mark_action(review, action);
	if (action == ACTION_NEXT_GAP || action == ACTION_PREVIOUS_GAP)
		review_follow_playhead(review);
	if (done && review->place_due_ns == CLOCK_NEVER)
		review->place_due_ns = review_now_ns(review) + PLACE_EVERY_NS;
	return done;
}

int64_t review_get_deadline_ns(const struct review *review)
{
	int64_t store_ns = store_get_deadline_ns(review->options.store);
	int64_t due_ns = store_ns < review->place_due_ns ? store_ns : review->place_due_ns;
	due_ns = due_ns < review->scrub.due_ns ? due_ns : review->scrub.due_ns;
	return due_ns < review->passage.turn_due_ns ? due_ns : review->passage.turn_due_ns;
}

bool review_service(struct review *review, int64_t now_ns)
{
	struct player_state before = review->sound;
	bool news = review_take_analysis(review);
	store_service(review->options.store, now_ns);
	news = review_take_acks(review) || news;
	review_refresh_sound(review, now_ns);
	news = review_turn_passage(review, now_ns) || news;
	news = review_service_scrub(review, now_ns) || news;
	news = review_service_unheard(review) || news;
	if (now_ns >= review->place_due_ns) {
		review_save_place(review);
		if (review->sound.playing)
			review->place_due_ns = now_ns + PLACE_EVERY_NS;
	}
	return news || before.playing != review->sound.playing ||
		before.output != review->sound.output || before.remote != review->sound.remote ||
		before.delay_ms != review->sound.delay_ms ||
		before.coding != review->sound.coding ||
		strcmp(before.problem, review->sound.problem) != 0;
}

enum snapshot_pane review_get_lower(const struct review *review)
{
	return review->lower;
}

bool review_is_submitted(const struct review *review)
{
	return review->submitted;
}

size_t review_count_unsaved(const struct review *review)
{
	return store_count_pending(review->options.store, NULL);
}
