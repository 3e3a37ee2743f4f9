/* Where the ear is: commands and reports in, the audible frame at any time out. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/playhead.h"

#include <string.h>

#include "base/clock.h"

#define NS_PER_S 1000000000
#define MAX_RUN_NS (INT64_C(1000000) * NS_PER_S) /* no run is looked at beyond 11 days */

static int64_t min_i64(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t clamp_frame(int64_t frame, int64_t n_frames)
{
	return frame < 0 ? 0 : min_i64(frame, n_frames);
}

/* Frames that pass in a time, in two parts because the product does not fit. */
static int64_t frames_in(int64_t time_ns, int64_t slope_mhz)
{
	int64_t part_mf = time_ns % NS_PER_S * slope_mhz / NS_PER_S;
	return (time_ns / NS_PER_S * slope_mhz + part_mf) / 1000;
}

/* The first nanosecond at which so many frames have passed. */
static int64_t time_of(int64_t n_frames, int rate_hz)
{
	int64_t part_ns = (n_frames % rate_hz * NS_PER_S + rate_hz - 1) / rate_hz;
	return min_i64(n_frames / rate_hz, MAX_RUN_NS / NS_PER_S) * NS_PER_S + part_ns;
}

static const struct playhead_run *run_at(const struct playhead *head, int64_t now_ns)
{
	size_t i = head->n_runs - 1;
	while (i && head->runs[i].at_ns > now_ns)
		i--;
	return &head->runs[i];
}

static int64_t run_frame(const struct playhead_run *run, int64_t now_ns)
{
	if (now_ns <= run->at_ns || !run->slope_mhz)
		return run->frame;
	int64_t time_ns = now_ns - MAX_RUN_NS > run->at_ns ? MAX_RUN_NS : now_ns - run->at_ns;
	return run->frame + min_i64(frames_in(time_ns, run->slope_mhz), run->n_valid);
}

static void add(struct playhead *head, const struct playhead_run *run)
{
	if (head->n_runs == PLAYHEAD_MAX_RUNS) {
		head->n_runs--;
		memmove(head->runs, head->runs + 1, head->n_runs * sizeof *head->runs);
	}
	head->runs[head->n_runs++] = *run;
}

static void forget_guess(struct playhead *head)
{
	if (head->runs[head->n_runs - 1].is_guess)
		head->n_runs--;
}

static void restart_with(struct playhead *head, const struct playhead_run *run)
{
	head->n_runs = 0;
	head->deadline_ns = CLOCK_NEVER;
	add(head, run);
}

static void stand(struct playhead *head, int64_t frame)
{
	restart_with(head, &(struct playhead_run){.frame = frame, .n_leaps = head->n_leaps});
	head->shown_frame = frame;
}

/* When what plays at that time is followed by something else. */
static int64_t next_change_ns(const struct playhead *head, const struct playhead_run *run,
	int64_t at_ns)
{
	int64_t next_ns = CLOCK_NEVER;
	for (; run < head->runs + head->n_runs; run++)
		if (run->at_ns > at_ns && run->at_ns < next_ns)
			next_ns = run->at_ns;
	return next_ns;
}

/* It has come to a run behind another jump; one from a frame to itself only says that those which
 * were announced before it do not come. */
static void leap(struct playhead *head, const struct playhead_run *run)
{
	head->n_leaps = run->n_leaps;
	head->shown_frame = run->frame;
	if (run->leap_from == run->leap_to)
		return;
	head->n_jumps++;
	head->jump_from = run->leap_from;
	head->jump_to = run->leap_to;
}

/* Notes what was heard since the last time. */
static void hear(struct playhead *head, int64_t now_ns)
{
	while (head->heard_ns < now_ns) {
		const struct playhead_run *run = run_at(head, head->heard_ns);
		if (run->n_leaps > head->n_leaps && run->at_ns <= head->heard_ns)
			leap(head, run);
		int64_t until_ns = min_i64(next_change_ns(head, run, head->heard_ns), now_ns);
		if (run->slope_mhz && run->n_leaps >= head->n_leaps)
			heard_add(&head->heard,
				clamp_frame(run_frame(run, head->heard_ns), head->n_frames),
				clamp_frame(run_frame(run, until_ns), head->n_frames));
		head->heard_ns = until_ns;
	}
}

static int64_t speed_mhz(const struct playhead *head)
{
	return (int64_t)head->rate_hz * 10 * head->speed_percent;
}

/* The silent clock goes on from a frame at that time, up to the next turn. */
static void add_local(struct playhead *head, struct playhead_run run)
{
	head->turn = route_next(&head->route, run.frame, head->n_frames);
	int64_t n_rest = head->turn.at_frame - run.frame;
	run.slope_mhz = speed_mhz(head);
	run.n_valid = n_rest;
	head->turn_ns = run.at_ns + time_of(n_rest * 100, head->rate_hz * head->speed_percent);
	add(head, &run);
}

/* The silent clock from a frame on, if it plays. */
static void run_local(struct playhead *head, int64_t frame, int64_t now_ns)
{
	stand(head, frame);
	if (!head->playing)
		return;
	head->n_runs = 0;
	add_local(head, (struct playhead_run){
				.frame = frame, .at_ns = now_ns, .n_leaps = head->n_leaps});
	head->deadline_ns = head->turn_ns;
}

void playhead_open(struct playhead *head, int rate_hz, int64_t n_frames)
{
	route_release(&head->route);
	head->rate_hz = rate_hz;
	head->n_frames = n_frames;
	head->playing = false;
	head->ended = head->span_ended = false;
	head->n_leaps = 0;
	head->heard.n_spans = 0;
	stand(head, 0);
}

void playhead_release(struct playhead *head)
{
	route_release(&head->route);
}

void playhead_set_length(struct playhead *head, int64_t n_frames, int64_t now_ns)
{
	int64_t frame = playhead_get_frame(head, now_ns);
	head->n_frames = n_frames;
	head->shown_frame = min_i64(frame, n_frames);
	if (head->local)
		run_local(head, head->shown_frame, now_ns);
}

void playhead_play(struct playhead *head, int64_t now_ns)
{
	int64_t frame = playhead_get_frame(head, now_ns);
	if (head->playing || !head->rate_hz)
		return;
	head->span_ended = false;
	head->ended = frame >= head->n_frames;
	if (head->ended)
		return;
	head->playing = true;
	head->route.stop_frame = ROUTE_NO_STOP;
	if (head->local)
		run_local(head, frame, now_ns);
}

void playhead_pause(struct playhead *head, int64_t now_ns)
{
	int64_t frame = playhead_get_frame(head, now_ns);
	head->playing = false;
	if (head->local)
		stand(head, frame);
}

void playhead_set_speed(struct playhead *head, int percent, int64_t now_ns)
{
	int64_t frame = playhead_get_frame(head, now_ns);
	head->speed_percent = percent;
	if (head->local && head->playing)
		run_local(head, frame, now_ns);
}

static void go_to(struct playhead *head, int64_t frame, int64_t stop_frame, int64_t now_ns)
{
	head->ended = head->span_ended = false;
	head->route.stop_frame = stop_frame;
	head->n_leaps = 0;
	stand(head, clamp_frame(frame, head->n_frames));
	if (head->local)
		run_local(head, head->shown_frame, now_ns);
}

void playhead_seek(struct playhead *head, int64_t frame, int64_t now_ns)
{
	playhead_get_frame(
		head, now_ns); /* it may have ended meanwhile: then it does not play on */
	go_to(head, frame, ROUTE_NO_STOP, now_ns);
}

void playhead_play_span(
	struct playhead *head, int64_t frame, int64_t stop_frame, int64_t now_ns)
{
	playhead_get_frame(head, now_ns);
	if (!head->rate_hz)
		return;
	head->playing = true;
	go_to(head, frame, stop_frame, now_ns);
}

static int64_t min_frames(const struct playhead *head)
{
	return (int64_t)head->rate_hz * ROUTE_MIN_MS / 1000;
}

void playhead_set_skips(
	struct playhead *head, const struct route_span *skips, size_t n_skips, int64_t now_ns)
{
	int64_t frame = playhead_get_frame(head, now_ns);
	route_set_skips(&head->route, skips, n_skips, min_frames(head));
	if (head->local && head->playing)
		run_local(head, frame, now_ns);
}

void playhead_set_loop(struct playhead *head, struct route_span loop, int64_t now_ns)
{
	int64_t frame = playhead_get_frame(head, now_ns);
	route_set_loop(&head->route, loop, min_frames(head));
	if (head->local && head->playing)
		run_local(head, frame, now_ns);
}

void playhead_add_run(struct playhead *head, const struct playhead_run *run)
{
	if (!head->local) {
		forget_guess(head);
		add(head, run);
	} else if (run->slope_mhz) {
		head->local = false;
		restart_with(head, run);
	}
}

void playhead_expect(struct playhead *head, int64_t at_ns, int64_t n_valid)
{
	const struct playhead_run *run = &head->runs[head->n_runs - 1];
	if (head->local || !head->playing || run->slope_mhz)
		return;
	add(head, &(struct playhead_run){.frame = head->shown_frame,
			  .at_ns = at_ns,
			  .slope_mhz = speed_mhz(head),
			  .n_valid = n_valid,
			  .is_guess = true,
			  .n_leaps = head->n_leaps});
}

void playhead_add_stop(struct playhead *head, int64_t frame, int64_t at_ns)
{
	if (head->local)
		return;
	forget_guess(head);
	add(head, &(struct playhead_run){.frame = frame, .at_ns = at_ns, .exact = true});
	head->deadline_ns = at_ns;
}

static void end_at(struct playhead *head, int64_t frame)
{
	head->playing = false;
	head->span_ended = head->route.stop_frame == frame;
	head->ended = !head->span_ended;
	stand(head, frame);
}

void playhead_add_end(struct playhead *head, int64_t frame)
{
	if (head->local)
		return;
	/* What is known to be coming has been heard. */
	int64_t heard_ns = head->heard_ns;
	hear(head, CLOCK_NEVER);
	head->heard_ns = heard_ns;
	end_at(head, clamp_frame(frame, head->n_frames));
}

void playhead_freeze(struct playhead *head, int64_t now_ns)
{
	if (!head->local)
		stand(head, playhead_get_frame(head, now_ns));
}

void playhead_fall_back(struct playhead *head, int64_t at_ns)
{
	if (!head->local)
		stand(head, playhead_peek_frame(head, at_ns));
}

void playhead_go_local(struct playhead *head, int64_t now_ns)
{
	if (head->local)
		return;
	int64_t frame = playhead_get_frame(head, now_ns);
	head->local = true;
	run_local(head, frame, now_ns);
}

void playhead_leave_local(struct playhead *head)
{
	if (!head->playing)
		head->local = false;
}

static void end_local(struct playhead *head)
{
	/* The deadline stays: whoever waits for it learns then that something has changed. */
	int64_t deadline_ns = head->deadline_ns;
	end_at(head, head->turn.at_frame);
	head->deadline_ns = deadline_ns;
}

/* The silent clock has come to its turns. */
static void turn_local(struct playhead *head, int64_t now_ns)
{
	while (head->local && head->playing && now_ns >= head->turn_ns) {
		struct route_turn turn = head->turn;
		hear(head, head->turn_ns);
		if (turn.ends) {
			end_local(head);
			return;
		}
		add_local(head, (struct playhead_run){.frame = turn.to_frame,
					.at_ns = head->turn_ns,
					.n_leaps = head->n_leaps + 1,
					.leap_from = turn.at_frame,
					.leap_to = turn.to_frame});
		leap(head, &head->runs[head->n_runs - 1]);
	}
}

int64_t playhead_get_frame(struct playhead *head, int64_t now_ns)
{
	turn_local(head, now_ns);
	hear(head, now_ns);
	const struct playhead_run *run = run_at(head, now_ns);
	int64_t frame = clamp_frame(run_frame(run, now_ns), head->n_frames);
	bool exact = run->exact && run->at_ns <= now_ns;
	if (run->n_leaps > head->n_leaps && run->at_ns <= now_ns)
		leap(head, run);
	if (exact || (run->n_leaps == head->n_leaps && frame > head->shown_frame))
		head->shown_frame = frame;
	return head->shown_frame;
}

int64_t playhead_peek_frame(const struct playhead *head, int64_t now_ns)
{
	return clamp_frame(run_frame(run_at(head, now_ns), now_ns), head->n_frames);
}

bool playhead_service(struct playhead *head, int64_t now_ns)
{
	playhead_get_frame(head, now_ns);
	if (now_ns < head->deadline_ns)
		return false;
	head->deadline_ns = head->local && head->playing ? head->turn_ns : CLOCK_NEVER;
	return true;
}
