/* An engine on one thread: the test is its content and its device. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_RIG_H
#define TESTS_RIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "speaker/mixer.h"
#include "speaker/producer.h"

#define RIG_MAX_OUT (1 << 18)
#define RIG_MAX_SEEN 4096
#define MONO_8K ((struct pcm_format){8000, 1})
#define STEREO_8K ((struct pcm_format){8000, 2})

/* An engine, its content, and all that came out of it. */
struct rig {
	struct mixer mixer;
	struct producer producer;
	struct pcm_format in, out;
	int16_t *content;
	int64_t n_content;
	int16_t *played;
	size_t n_played; /* frames */
	struct note notes[RIG_MAX_SEEN];
	size_t n_notes;
	int64_t now_ns;
	uint32_t epoch;
};

/* Content of noise, opened and attached, nothing of it there yet. */
struct rig *rig_new(struct pcm_format in, struct pcm_format out, int64_t n_content);
void rig_free(struct rig *rig);
/* Content arrives. */
void rig_put(struct rig *rig, int64_t from, int64_t to);
/* All that the producer can do now. */
void rig_produce(struct rig *rig);
void rig_read_notes(struct rig *rig);
/* One call of the device, 10 ms; and several, each with what the producer can do before it. */
void rig_pull_once(struct rig *rig);
void rig_pull(struct rig *rig, int n_calls);
void rig_seek(struct rig *rig, int64_t frame, bool playing);
void rig_want(struct rig *rig, bool playing);
const struct note *rig_find_note(const struct rig *rig, enum note_kind kind, uint32_t epoch);
const struct note *rig_last_note(const struct rig *rig);
/* Equal rates and channels: each passage is that stretch of the content, but for n_ramp frames at
 * its ends. Returns how many frames were compared. */
int64_t rig_compare(const struct rig *rig, int64_t n_ramp);

#endif
