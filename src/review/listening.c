/* The playback side of a review: play, seek, gaps, evidence, zoom. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/timefmt.h"
#include "review/review_parts.h"

#define SAME_PLACE_MS 20   /* rounding between frames and milliseconds, with room to spare */
#define FEWEST_COLUMNS 56  /* of a timeline, in the smallest window */
#define STILL_HERE_MS 2000 /* G while playing goes back over this much to the gap before */

int64_t review_duration_ms(const struct review *review)
{
	int64_t n_frames = review->info.n_frames;
	if (review->progress.n_frames_total > 0 && review->progress.state == SCAN_DONE)
		n_frames = review->progress.n_frames_total;
	return pcm_frames_to_ms(n_frames, review->info.format.rate_hz);
}

int64_t review_playhead_ms(const struct review *review)
{
	int64_t ms = pcm_frames_to_ms(review->sound.frame, review->info.format.rate_hz);
	int64_t end_ms = review_duration_ms(review);
	return ms < 0 ? 0 : ms > end_ms ? end_ms : ms;
}

int64_t review_pressed_ms(const struct review *review)
{
	int64_t at_ms = review_playhead_ms(review);
	int64_t since_ns =
		review->pressed_ns > review->moved_ns ? review->pressed_ns : review->moved_ns;
	int64_t late_ms = (review->looked_ns - since_ns) / 1000000;
	if (!review->sound.playing || late_ms <= 0)
		late_ms = 0;
	at_ms -= late_ms * review->sound.speed_percent / 100;
	at_ms -= pcm_frames_to_ms(review->sound.n_lead, review->info.format.rate_hz);
	return at_ms < 0 ? 0 : at_ms;
}

void review_refresh_sound(struct review *review, int64_t now_ns)
{
	if (!review->started)
		return;
	player_get_state(review->options.player, now_ns, &review->sound);
	review->looked_ns = now_ns;
	review_note_heard(review, now_ns);
	if (review_show_scrub(review))
		return;
	review_aim_passage(review, now_ns);
}

static void seek_within(struct review *review, int64_t ms)
{
	int64_t end_ms = review_duration_ms(review);
	ms = ms < 0 ? 0 : ms > end_ms ? end_ms : ms;
	int64_t frame = pcm_ms_to_frames(ms, review->info.format.rate_hz);
	review->sound.frame = frame;
	review->resume_back = false;
	if (!review->started)
		return;
	review->touched = true;
	review->moved_ns = review_now_ns(review);
	player_seek(review->options.player, frame);
	review_refresh_sound(review, review->moved_ns);
}

void review_seek_ms(struct review *review, int64_t ms)
{
	if (review->started) {
		review_end_scrub(review);
		review_leave_passage(review);
	}
	seek_within(review, ms);
}

static void play(struct review *review)
{
	if (review->sound.playing)
		return;
	int64_t now_ms = review_playhead_ms(review);
	if (now_ms + SAME_PLACE_MS >= review_duration_ms(review))
		review_seek_ms(review, 0);
	else if (review->resume_back)
		seek_within(
			review, review_before_ms(review, now_ms, review->options.resume_back_ms));
	review->resume_back = false;
	review->touched = true;
	player_play(review->options.player);
}

static void pause(struct review *review)
{
	if (!review->sound.playing)
		return;
	player_pause(review->options.player);
	review_refresh_sound(review, review_now_ns(review));
	review->resume_back = true;
	review_save_place(review);
}

static int64_t gap_target_ms(const struct event *gap)
{
	return gap->start_ms > GAP_LEAD_MS ? gap->start_ms - GAP_LEAD_MS : 0;
}

bool review_wants_gap(const struct review *review, const struct event *event)
{
	enum gap_class class = event_gap_class(event, &review->options.limits);
	return class != GAP_NONE && class >= review->gap_from;
}

int review_count_gaps(const struct review *review, int64_t at_ms, int *n_gaps)
{
	int number = 0;
	*n_gaps = 0;
	for (size_t i = 0; i < review->n_events; i++) {
		if (!review_wants_gap(review, &review->events[i]))
			continue;
		++*n_gaps;
		if (gap_target_ms(&review->events[i]) <= at_ms + SAME_PLACE_MS)
			number = *n_gaps;
	}
	return number;
}

static const struct event *gap_after(const struct review *review, int64_t at_ms)
{
	for (size_t i = 0; i < review->n_events; i++)
		if (review_wants_gap(review, &review->events[i]) &&
			gap_target_ms(&review->events[i]) > at_ms + SAME_PLACE_MS)
			return &review->events[i];
	return NULL;
}

static const struct event *gap_before(const struct review *review, int64_t at_ms)
{
	int64_t margin_ms = review->sound.playing ? STILL_HERE_MS : SAME_PLACE_MS;
	for (size_t i = review->n_events; i-- > 0;)
		if (review_wants_gap(review, &review->events[i]) &&
			gap_target_ms(&review->events[i]) < at_ms - margin_ms)
			return &review->events[i];
	return NULL;
}

static void go_to_gap(struct review *review, bool forward)
{
	int64_t at_ms = review_playhead_ms(review);
	const struct event *gap = forward ? gap_after(review, at_ms) : gap_before(review, at_ms);
	if (gap) {
		review_seek_ms(review, gap_target_ms(gap));
		if (review->options.gap_play)
			play(review);
		return;
	}
	double limit_s = (double)review->options.limits.over_ms[review->gap_from - 1] / 1000;
	if (forward && !review->analysed)
		review_say(review, TONE_PLAIN, _("No further gap over %g s found so far"), limit_s);
	else if (forward)
		review_say(review, TONE_PLAIN, _("No further gap over %g s"), limit_s);
	else
		review_say(review, TONE_PLAIN, _("No gap over %g s before this"), limit_s);
}

static void next_gap_limit(struct review *review)
{
	review->gap_from = review->gap_from == GAP_OVER60 ? GAP_OVER3 : review->gap_from + 1;
	review_update_skips(review);
	review_say(review, TONE_PLAIN, _("g and G stop at gaps over %g s"),
		(double)review->options.limits.over_ms[review->gap_from - 1] / 1000);
}

void review_play_before(struct review *review, int64_t ms)
{
	review_seek_ms(review, ms > GAP_LEAD_MS ? ms - GAP_LEAD_MS : 0);
	play(review);
}

/* To its end and no further. */
static void play_span(struct review *review, int64_t start_ms, int64_t end_ms)
{
	int rate_hz = review->info.format.rate_hz;
	review_seek_ms(review, start_ms);
	player_play_span(
		review->options.player, review->sound.frame, pcm_ms_to_frames(end_ms, rate_hz));
}

static void play_evidence(struct review *review)
{
	int64_t evidence_ms = review->card->n_items ? review_next_evidence_ms(review) : -1;
	if (evidence_ms < 0) {
		review_say(review, TONE_PLAIN, _("This item has no evidence yet"));
		return;
	}
	int64_t end_ms = review_played_end_ms(review);
	if (end_ms > evidence_ms)
		play_span(review, evidence_ms - GAP_LEAD_MS, end_ms);
	else
		review_play_before(review, evidence_ms);
}

static void zoom(struct review *review, int step)
{
	int wanted = review->zoom + step;
	if (wanted < 0 || wanted >= N_ZOOMS)
		return;
	/* Further out the whole call would only get smaller, on any window. */
	if (step > 0 &&
		(int64_t)review_zooms[review->zoom] * FEWEST_COLUMNS >= review_duration_ms(review))
		return;
	review->zoom = wanted;
	review->touched = true;
}

int64_t review_move_of(enum action action)
{
	static const struct {
		enum action action;
		int64_t by_ms;
	} moves[] = {
		{ACTION_BACK_1S, -1000},
		{ACTION_FORWARD_1S, 1000},
		{ACTION_BACK_5S, -5000},
		{ACTION_FORWARD_5S, 5000},
		{ACTION_BACK_30S, -30000},
		{ACTION_FORWARD_30S, 30000},
	};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == action)
			return moves[i].by_ms;
	return 0;
}

static bool listen_controls(struct review *review, enum action action)
{
	if (action == ACTION_PLAY_PAUSE)
		action = review->sound.playing ? ACTION_PAUSE : ACTION_PLAY;
	if (action == ACTION_PLAY)
		play(review);
	else if (action == ACTION_PAUSE)
		pause(review);
	else if (action == ACTION_START)
		review_seek_ms(review, 0);
	else if (action == ACTION_END)
		review_seek_ms(review, review_duration_ms(review));
	else
		return false;
	review_refresh_sound(review, review_now_ns(review));
	return true;
}

bool review_listen(struct review *review, enum action action)
{
	if (listen_controls(review, action))
		return true;
	int64_t by_ms = review_move_of(action);
	if (by_ms)
		review_move(review, by_ms);
	else if (action == ACTION_NEXT_GAP || action == ACTION_PREVIOUS_GAP)
		go_to_gap(review, action == ACTION_NEXT_GAP);
	else if (action == ACTION_GAP_LIMIT)
		next_gap_limit(review);
	else if (action == ACTION_EVIDENCE)
		play_evidence(review);
	else if (action == ACTION_ZOOM_IN || action == ACTION_ZOOM_OUT)
		zoom(review, action == ACTION_ZOOM_IN ? -1 : 1);
	else
		return false;
	review_refresh_sound(review, review_now_ns(review));
	return true;
}
