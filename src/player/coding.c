/* Whether content goes over a line exactly or as Opus: has the line shown to be too thin? */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/coding.h"

#include "wire/opus.h"
#include "wire/wire.h"

#define NS_PER_MS INT64_C(1000000)
#define NS_PER_S (1000 * NS_PER_MS)
#define SLICE_NS NS_PER_S
#define SHORT_SLICE_NS (250 * NS_PER_MS) /* enough where a line is fast */
#define N_LOW 3

void coding_connect(struct coding *coding, bool knows_codecs)
{
	*coding = (struct coding){.is_thin = coding->is_thin,
		.is_known = !knows_codecs,
		.encodings = 1u << WIRE_S16 | 1u << WIRE_ULAW};
}

void coding_heed_codecs(struct coding *coding, unsigned encodings)
{
	coding->is_known = true;
	coding->encodings = encodings;
}

void coding_add_block(struct coding *coding, int64_t n_frames, int64_t n_exact_bytes)
{
	coding->slice.n_frames += n_frames;
	coding->slice.n_exact_bytes += n_exact_bytes;
}

void coding_run_dry(struct coding *coding)
{
	coding->ran_dry = true;
}

void coding_pass_over(struct coding *coding)
{
	coding->slice.is_open = false;
}

static void carry_enough(struct coding *coding)
{
	coding->n_low = 0;
	coding->ran_dry = false;
}

/* While it goes exactly. A window that still grows says nothing of the line. */
static void look_for_thinness(struct coding *coding, bool is_low, bool has_grown)
{
	if (!is_low || has_grown) {
		carry_enough(coding);
		return;
	}
	coding->n_low++;
	if (coding->n_low < N_LOW || !coding->ran_dry)
		return;
	coding->is_thin = true;
	coding->n_found++;
	carry_enough(coding);
}

static void end_slice(
	struct coding *coding, const struct flow *flow, int64_t played_hz, int64_t length_ns)
{
	const struct coding_slice *slice = &coding->slice;
	if (slice->n_frames == 0)
		return;
	int64_t need = played_hz * slice->n_exact_bytes / slice->n_frames; /* bytes a second */
	int64_t taken = (flow->n_taken_bytes - slice->n_taken_bytes) * NS_PER_S / length_ns;
	if (!coding->is_thin)
		look_for_thinness(coding, taken < need, flow->window_bytes > slice->window_bytes);
	else if (coding->n_found < 2 && taken * 4 >= need * 5)
		coding->is_thin = false;
}

void coding_measure(struct coding *coding, const struct flow *flow, bool waits, int64_t played_hz,
	int64_t now_ns)
{
	struct coding_slice *slice = &coding->slice;
	int64_t length_ns = now_ns - slice->start_ns;
	bool is_over = length_ns >= SLICE_NS ||
		       (coding->is_thin && !waits && length_ns >= SHORT_SLICE_NS);
	if (slice->is_open && is_over && !flow->is_probing)
		end_slice(coding, flow, played_hz, length_ns);
	if (!waits && !coding->is_thin)
		carry_enough(coding);
	if (slice->is_open && waits && !is_over && !flow->is_probing)
		return;
	*slice = (struct coding_slice){.is_open = waits && !flow->is_probing,
		.start_ns = now_ns,
		.n_taken_bytes = flow->n_taken_bytes,
		.window_bytes = flow->window_bytes};
}

static bool wants_opus(const struct coding *coding, enum player_sound wanted)
{
	return wanted == PLAYER_SOUND_OPUS ||
	       (wanted == PLAYER_SOUND_AUTO && coding->is_thin);
}

bool coding_must_wait(const struct coding *coding, enum player_sound wanted)
{
	return !coding->is_known && wants_opus(coding, wanted);
}

enum player_coding coding_choose(const struct coding *coding, enum player_sound wanted, int rate_hz)
{
	if (!wants_opus(coding, wanted) || !coding->is_known)
		return PLAYER_EXACT;
	if (!wire_opus_name())
		return PLAYER_EXACT_HERE;
	if (!(coding->encodings & 1u << WIRE_OPUS))
		return PLAYER_EXACT_THERE;
	if (!wire_opus_has_rate(rate_hz))
		return PLAYER_EXACT_RATE;
	return wanted == PLAYER_SOUND_OPUS ? PLAYER_OPUS_WANTED : PLAYER_OPUS_THIN;
}
