/* What goes to the player: where it plays, that it stopped or ended, what it wants. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/clock.h"
#include "speaker/session.h"

#define RUN_EVERY_NS 80000000
#define SHORT_RUN_EVERY_NS 10000000 /* while a ring is being filled */

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
	link_send(&session->link, &message);
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

/* Frames that follow the note's first without a jump: played, or waiting in the ring. */
static uint32_t valid_frames(struct session *session, const struct note *note)
{
	const struct ring *ring = &session->mixer.rings[note->ring];
	int64_t n = (atomic_load(&ring->next_q8) - note->frame_q8) / 256;
	return n < 0 ? 0 : (uint32_t)n;
}

/* The next one is due before the place would stand still for want of it. */
static int64_t time_to_next_run(const struct session *session, int64_t frame, uint32_t n_valid)
{
	bool is_short = n_valid < (uint32_t)session->format.rate_hz / 8;
	return is_short && frame + n_valid < session->n_frames ? SHORT_RUN_EVERY_NS : RUN_EVERY_NS;
}

static uint32_t slope_of(const struct session *session, const struct note *note)
{
	return (uint32_t)(session->format.rate_hz * 10 * note->speed_percent);
}

static void say_run(struct session *session, const struct note *note)
{
	bool moves = note->kind == NOTE_MOVES;
	struct wire_message message = {
		WIRE_RUN, .run = {.epoch = session->epoch,
				  .frame = note->frame_q8 / 256,
				  .at_ns = note->at_ns,
				  .now_ns = clock_mono_ns(),
				  .slope_mhz = moves ? slope_of(session, note) : 0,
				  .n_valid = moves ? valid_frames(session, note) : 0}};
	link_send(&session->link, &message);
	if (moves)
		session->run_due_ns =
			message.run.now_ns +
			time_to_next_run(session, message.run.frame, message.run.n_valid);
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
			say_place(session, WIRE_STOPPED, note->frame_q8 / 256, note->at_ns);
		break;
	case NOTE_ENDS:
		session->ended_ns = note->at_ns;
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

/* Each change is said; of what goes on as it was, the newest from time to time. */
static void read_notes(struct session *session)
{
	struct note note;
	while (mixer_next_note(&session->mixer, &note)) {
		if (note.epoch != session->epoch)
			continue;
		timeline_add(&session->timeline, &note);
		session->newest = note;
		if (note.kind != session->said_kind || note.command != session->said_command ||
			note.speed_percent != session->said_speed_percent)
			say_note(session, &note);
	}
	if (clock_mono_ns() >= session->run_due_ns)
		say_note(session, &session->newest);
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
	say_place(session, WIRE_ENDED, session->n_frames, session->ended_ns);
	session->ended_ns = CLOCK_NEVER;
	session->ended = true;
	session->playing = false;
	session->paused_ns = now_ns;
	mixer_want(&session->mixer, session->epoch, false);
}
