/* An engine on one thread: the test is its content and its device. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/rig.h"

#include <stdlib.h>

#include "base/mem.h"
#include "testing.h"

static void nothing(void *context)
{
	(void)context;
}

struct rig *rig_new(struct pcm_format in, struct pcm_format out, int64_t n_content)
{
	struct rig *rig = mem_zalloc(1, sizeof *rig);
	rig->in = in;
	rig->out = out;
	rig->n_content = n_content;
	rig->content = mem_zalloc((size_t)(n_content * in.channels) + 1, 2);
	rig->played = mem_zalloc((size_t)RIG_MAX_OUT * 2, 2);
	rig->mixer.wake_main = rig->mixer.wake_producer = nothing;
	rig->epoch = 1;
	uint32_t seed = 5;
	for (int64_t i = 0; i < n_content * in.channels; i++) {
		seed = seed * 1664525 + 1013904223;
		rig->content[i] = (int16_t)(seed >> 16);
	}
	producer_init(&rig->producer, &rig->mixer);
	producer_open(&rig->producer, in, n_content, rig->epoch);
	producer_attach(&rig->producer, out, 0, 0);
	mixer_want(&rig->mixer, rig->epoch, false);
	return rig;
}

void rig_free(struct rig *rig)
{
	producer_release(&rig->producer);
	mixer_release(&rig->mixer);
	free(rig->content);
	free(rig->played);
	free(rig);
}

void rig_put(struct rig *rig, int64_t from, int64_t to)
{
	producer_put(&rig->producer, from, rig->content + from * rig->in.channels, to - from);
}

void rig_produce(struct rig *rig)
{
	while (producer_step(&rig->producer))
		;
}

void rig_read_notes(struct rig *rig)
{
	while (rig->n_notes < RIG_MAX_SEEN && mixer_next_note(&rig->mixer, &rig->notes[rig->n_notes]))
		rig->n_notes++;
}

void rig_pull_once(struct rig *rig)
{
	size_t n = (size_t)rig->out.rate_hz / 100;
	assert_true(rig->n_played + n <= RIG_MAX_OUT);
	mixer_pull(&rig->mixer, rig->played + rig->n_played * (size_t)rig->out.channels, n,
		rig->now_ns, 0, false);
	rig->n_played += n;
	rig->now_ns += 10000000;
	rig_read_notes(rig);
}

void rig_pull(struct rig *rig, int n_calls)
{
	for (int i = 0; i < n_calls; i++) {
		rig_produce(rig);
		rig_pull_once(rig);
	}
	rig_produce(rig);
}

void rig_seek(struct rig *rig, int64_t frame, bool playing)
{
	mixer_want(&rig->mixer, ++rig->epoch, playing);
	producer_seek(&rig->producer, rig->epoch, frame);
}

void rig_want(struct rig *rig, bool playing)
{
	mixer_want(&rig->mixer, rig->epoch, playing);
}

const struct note *rig_find_note(const struct rig *rig, enum note_kind kind, uint32_t epoch)
{
	for (size_t i = 0; i < rig->n_notes; i++)
		if (rig->notes[i].kind == kind && rig->notes[i].epoch == epoch)
			return &rig->notes[i];
	return NULL;
}

const struct note *rig_last_note(const struct rig *rig)
{
	assert_true(rig->n_notes > 0);
	return &rig->notes[rig->n_notes - 1];
}

/* The frames from note k on that follow each other without a jump or a break. */
static int64_t rig_passage_length(const struct rig *rig, size_t k, size_t *n_notes)
{
	const struct note *first = &rig->notes[k];
	int64_t n_out = 0;
	for (*n_notes = 0; k + *n_notes < rig->n_notes; ++*n_notes) {
		const struct note *run = &rig->notes[k + *n_notes];
		if (run->kind != NOTE_MOVES || run->n_out_before != first->n_out_before + n_out ||
			run->frame_q8 != first->frame_q8 + n_out * 256)
			break;
		n_out += run->n_out;
	}
	return n_out;
}

int64_t rig_compare(const struct rig *rig, int64_t n_ramp)
{
	int64_t n_compared = 0;
	size_t n_notes;
	for (size_t k = 0; k < rig->n_notes; k += n_notes ? n_notes : 1) {
		int64_t n = rig_passage_length(rig, k, &n_notes) - 2 * n_ramp;
		if (n <= 0)
			continue;
		const struct note *first = &rig->notes[k];
		int64_t frame = first->frame_q8 / 256 + n_ramp, at = first->n_out_before + n_ramp;
		assert_memory_equal(rig->played + at * rig->out.channels,
			rig->content + frame * rig->in.channels,
			(size_t)(n * rig->in.channels) * 2);
		n_compared += n;
	}
	return n_compared;
}
