/* What one run of the speaker knows, shared by its parts on the main thread. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_SESSION_H
#define SPEAKER_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/wake.h"
#include "model/pcm.h"
#include "pedal/reader.h"
#include "speaker/link.h"
#include "speaker/mixer.h"
#include "speaker/output.h"
#include "speaker/producer.h"
#include "speaker/speaker.h"
#include "speaker/timeline.h"

struct session {
	struct speaker_times times;
	struct link link;
	struct mixer mixer;
	struct producer producer;
	struct output output;
	struct timeline timeline;
	struct pedal_reader pedal;
	struct wake wake; /* rung by the callback: there are notes */
	bool over;    /* QUIT */
	bool greeted; /* HELLO has come */
	bool is_far;  /* PING has come: word takes a while, and may stall */
	int version;  /* that both sides speak */

	uint32_t content; /* 0: nothing is open */
	struct pcm_format format;
	int64_t n_frames;
	uint32_t epoch;
	bool playing;             /* as commanded, and not ended */
	bool ended;               /* ENDED was said and nothing has been asked since */
	int64_t ended_ns;         /* when the last frame is heard; CLOCK_NEVER */
	int64_t ended_frame;      /* which is before this one */
	int64_t paused_ns;        /* since when it does not play */
	enum note_kind said_kind; /* of the latest RUN or STOPPED of this epoch */
	uint32_t said_command;    /* its number of mixer_want */
	int said_speed_percent;
	struct note newest;   /* of this epoch */
	int64_t run_due_ns;   /* when RUN is to be said again; CLOCK_NEVER */
	int64_t heartbeat_ns; /* when STATUS is due */
	int64_t n_taken_bytes;
	struct wire_opus_decoder *decoder; /* of the content; NULL until some comes as Opus */
	int64_t said_goal; /* the latest STATUS wants nothing from here on */
};

/* commands.c: one message of the player's; false if it breaks the protocol. */
bool session_handle(struct session *session, const struct wire_message *message, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* content.c: which encodings it takes; one DATA, false if it cannot be decoded; and what a decoder
 * remembers of the sound, overwritten. */
void session_say_codecs(struct session *session) __attribute__((nonnull));
bool session_take_data(struct session *session, const struct wire_data *data, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void session_forget_sound(struct session *session) __attribute__((nonnull));

/* reports.c: what goes to the player. */
void session_say_status(struct session *session) __attribute__((nonnull));
/* The content up to a frame has come: if what is wanted next lies elsewhere, STATUS says so. */
void session_say_status_of_jump(struct session *session, int64_t frame) __attribute__((nonnull));
/* It goes on in another way: STATUS, and soon a RUN, for jumps that were announced may not come. */
void session_say_change(struct session *session) __attribute__((nonnull));
/* STOPPED, where it stands now. */
void session_say_stopped(struct session *session) __attribute__((nonnull));
/* Reads the callback's notes, and says what is new: RUN, STOPPED, ENDED. */
void session_report(struct session *session) __attribute__((nonnull));
/* The device is closed for want of use: it stands at that frame. */
void session_rest(struct session *session, int64_t frame) __attribute__((nonnull));
/* There is no device for now: it stands at that frame. */
void session_stand(struct session *session, int64_t frame) __attribute__((nonnull));
/* The frame that is heard now. */
int64_t session_where(struct session *session) __attribute__((nonnull));
/* From here on it is at frame, in this epoch; nothing is said of it yet. */
void session_restart(struct session *session, uint32_t epoch, int64_t frame)
	__attribute__((nonnull));

/* pedals.c: the foot pedal, which is where the person is. */
void session_init_pedal(struct session *session) __attribute__((nonnull));
void session_want_pedal(struct session *session, const struct wire_pedals *pedals)
	__attribute__((nonnull));

#endif
