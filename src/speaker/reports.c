/* What goes to the player: where it plays, that it stopped or ended, what it wants. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/clock.h"
#include "speaker/session.h"

#define RUN_EVERY_NS 80000000
#define SHORT_RUN_EVERY_NS 10000000 /* while a ring is being filled */
#define MAX_RUNS 16 /* said at a time */
#define PROMISE_MS 2000
#define STALE_NS 250000000 /* a note so long past: the device takes nothing any more */
#define BEHIND_ALL (WIRE_MAX_FRAME << 8) /* a place that nothing comes to */

void session_restart(struct session *session, uint32_t epoch, int64_t frame)
{
	session->epoch = epoch;
	session->ended = false;
	session->ended_ns = CLOCK_NEVER;
	session->said_kind = NOTE_NONE;
	session->run_due_ns = CLOCK_NEVER;
	timeline_reset(&session->timeline, frame);
}

void session_say_status(struct session *session)
{
	struct producer_need need = producer_get_need(&session->producer);
	struct wire_message message = {
		WIRE_STATUS, .status = {.epoch = session->epoch,
				     .content = session->content,
				     .now_ns = clock_mono_ns(),
				     .want_frame = need.want_frame,
				     .n_want = need.n_want,
				     .n_ahead = need.n_ahead,
				     .n_taken_bytes = session->n_taken_bytes,
				     .n_underruns = atomic_load(&session->mixer.n_underruns)}};
	session->said_goal = need.want_frame + need.n_want;
	link_send(&session->link, &message);
}

void session_say_status_of_jump(struct session *session, int64_t frame)
{
	struct producer_need need = producer_get_need(&session->producer);
	if (need.n_want > 0 && need.want_frame != frame)
		session_say_status(session);
}

void session_say_change(struct session *session)
{
	session_say_status(session);
	int64_t soon_ns = clock_mono_ns() + SHORT_RUN_EVERY_NS;
	if (session->run_due_ns != CLOCK_NEVER && session->run_due_ns > soon_ns)
		session->run_due_ns = soon_ns;
}

static void say_place(struct session *session, enum wire_type type, int64_t frame, int64_t at_ns)
{
	if (frame > session->n_frames)
		frame = session->n_frames;
	struct wire_message message = {
		type, .stopped = {session->epoch, frame, at_ns, clock_mono_ns()}};
	link_send(&session->link, &message);
}

void session_say_stopped(struct session *session)
{
	say_place(session, WIRE_STOPPED, session_where(session), clock_mono_ns());
}

/* Frames that follow the note's first on the line: played, or waiting in the ring. Where word may stall,
 * and while the device takes what it is given, also what will follow if nothing else is asked for. */
static int64_t valid_frames(struct session *session, const struct note *note)
{
	const struct ring *ring = &session->mixer.rings[note->ring];
	int64_t end = atomic_load(&ring->next_q8) / 256, line = note->frame_q8 / 256;
	if (session->is_far && clock_mono_ns() - note->at_ns < STALE_NS) {
		int64_t n_max = (int64_t)session->format.rate_hz * PROMISE_MS / 1000;
		int64_t promised = producer_find_end(&session->producer, ring, n_max);
		end = promised > end ? promised : end;
	}
	return end < line ? 0 : end - line;
}

/* The next one is due before the place would stand still for want of it. */
static int64_t time_to_next_run(const struct session *session, int64_t frame, int64_t n_valid)
{
	bool is_short = n_valid < session->format.rate_hz / 8;
	return is_short && frame + n_valid < session->n_frames ? SHORT_RUN_EVERY_NS : RUN_EVERY_NS;
}

static uint32_t slope_of(const struct session *session, const struct note *note)
{
	return (uint32_t)(session->format.rate_hz * 10 * note->speed_percent);
}

/* How long so many frames of the note's content sound. */
static int64_t time_of(const struct session *session, const struct note *note, int64_t n_frames)
{
	return n_frames * 1000000000 / session->format.rate_hz * 100 / note->speed_percent;
}

static struct place place_of(struct session *session, const struct note *note)
{
	return producer_find_place(&session->producer, note->frame_q8 / 256);
}

static void send_run(struct session *session, const struct place *place, int64_t at_ns,
	uint32_t slope_mhz, int64_t n_valid)
{
	struct wire_message message;
	int64_t now_ns = clock_mono_ns();
	if (place->number == 0)
		message = (struct wire_message){WIRE_RUN,
			.run = {session->epoch, place->frame, at_ns, now_ns, slope_mhz,
				(uint32_t)n_valid}};
	else
		message = (struct wire_message){WIRE_LEAP,
			.leap = {session->epoch, place->number, place->from_frame,
				place->to_frame, place->frame, at_ns, now_ns, slope_mhz,
				(uint32_t)n_valid}};
	link_send(&session->link, &message);
}

/* The run that is heard, and those behind the jumps to come; what has passed is left out. */
static void say_runs(struct session *session, const struct note *note)
{
	int64_t line = note->frame_q8 / 256, at_ns = note->at_ns, now_ns = clock_mono_ns();
	int64_t n_valid = valid_frames(session, note);
	for (int n_said = 0; n_said < MAX_RUNS;) {
		struct place place = producer_find_place(&session->producer, line);
		int64_t n = place.n_left < n_valid ? place.n_left : n_valid;
		int64_t end_ns = at_ns + time_of(session, note, n);
		if (end_ns > now_ns || n == n_valid) {
			send_run(session, &place, at_ns, slope_of(session, note), n);
			n_said++;
		}
		if (n == n_valid)
			return;
		line += n;
		n_valid -= n;
		at_ns = end_ns;
	}
}

void session_stand(struct session *session, int64_t frame)
{
	timeline_reset(&session->timeline, frame);
	session->run_due_ns = CLOCK_NEVER;
	if (!session->content)
		return;
	struct place place = producer_find_place(&session->producer, BEHIND_ALL);
	place.frame = frame;
	send_run(session, &place, clock_mono_ns(), 0, 0);
}

static void say_run(struct session *session, const struct note *note)
{
	if (note->kind != NOTE_MOVES) {
		struct place place = place_of(session, note);
		send_run(session, &place, note->at_ns, 0, 0);
		return;
	}
	say_runs(session, note);
	session->run_due_ns = clock_mono_ns() + time_to_next_run(session, place_of(session, note).frame,
							valid_frames(session, note));
}

static void report_change(struct session *session, const struct note *note)
{
	switch (note->kind) {
	case NOTE_NONE:
		break;
	case NOTE_MOVES:
	case NOTE_WAITS:
		say_run(session, note);
		break;
	case NOTE_STOPS:
		if (!session->ended)
			say_place(session, WIRE_STOPPED, place_of(session, note).frame,
				note->at_ns);
		break;
	case NOTE_ENDS:
		session->ended_ns = note->at_ns;
		session->ended_frame = place_of(session, note).frame;
		break;
	}
}

static void say_note(struct session *session, const struct note *note)
{
	session->run_due_ns = CLOCK_NEVER;
	report_change(session, note);
	session->said_kind = note->kind;
	session->said_command = note->command;
	session->said_speed_percent = note->speed_percent;
}

/* The timeline has frames: a note that goes on over jumps is one for each stretch. */
static void add_to_timeline(struct session *session, const struct note *whole)
{
	struct note note = *whole;
	int64_t line = whole->frame_q8 / 256, rest_q8 = whole->frame_q8 % 256;
	for (;;) {
		struct place place = producer_find_place(&session->producer, line);
		int64_t n_ns = note.n_out * 1000000000 / session->mixer.rate_hz;
		int64_t left_ns = INT64_MAX;
		if (place.n_left < session->format.rate_hz)
			left_ns = time_of(session, whole, place.n_left);
		note.frame_q8 = place.frame * 256 + rest_q8;
		if (note.kind != NOTE_MOVES || left_ns >= n_ns || left_ns <= 0)
			break;
		struct note first = note;
		first.n_out = left_ns * session->mixer.rate_hz / 1000000000;
		timeline_add(&session->timeline, &first);
		line += place.n_left;
		rest_q8 = 0;
		note.n_out -= first.n_out;
		note.at_ns += left_ns;
	}
	timeline_add(&session->timeline, &note);
}

/* Each change is said; of what goes on as it was, the newest from time to time. */
static void read_notes(struct session *session)
{
	struct note note;
	while (mixer_next_note(&session->mixer, &note)) {
		if (note.epoch != session->epoch)
			continue;
		add_to_timeline(session, &note);
		session->newest = note;
		if (note.kind != session->said_kind || note.command != session->said_command ||
			note.speed_percent != session->said_speed_percent)
			say_note(session, &note);
	}
	if (clock_mono_ns() >= session->run_due_ns)
		say_note(session, &session->newest);
}

void session_rest(struct session *session, int64_t frame)
{
	read_notes(session);
	timeline_reset(&session->timeline, frame);
	/* A pause that the device had not come to is answered all the same. */
	if (session->content && !session->ended &&
		session->said_command != mixer_get_command(&session->mixer))
		session_say_stopped(session);
}

int64_t session_where(struct session *session)
{
	read_notes(session);
	if (!session->content || session->mixer.rate_hz == 0)
		return session->timeline.start_frame;
	return timeline_at(&session->timeline, clock_mono_ns(), session->mixer.rate_hz,
		session->format.rate_hz);
}

void session_report(struct session *session)
{
	read_notes(session);
	int64_t now_ns = clock_mono_ns();
	if (now_ns < session->ended_ns)
		return;
	say_place(session, WIRE_ENDED, session->ended_frame, session->ended_ns);
	session->ended_ns = CLOCK_NEVER;
	session->ended = true;
	session->playing = false;
	session->paused_ns = now_ns;
	mixer_want(&session->mixer, session->epoch, false);
	producer_forget_stop(&session->producer);
}
