/* GSM 6.10 full-rate speech, decoded: every sample as libgsm has it, several times as fast. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/gsm.h"

#include <string.h>
#if defined __x86_64__ && defined __GNUC__
#include <tmmintrin.h>
#define HAS_WIDE 1
#endif

#define PARTS 4         /* of a frame, with an excitation each */
#define PART_SAMPLES 40
#define PULSES 13       /* of an excitation */
#define FIRST_LAG 40    /* and GSM_HISTORY: no lag is shorter or longer */

struct part {
	int lag, gain, grid, peak; /* as coded */
	int pulses[PULSES];
};

/* A frame as it is coded. */
struct frame {
	int ratios[GSM_STAGES];
	struct part parts[PARTS];
};

void gsm_init(struct gsm *gsm)
{
	*gsm = (struct gsm){.lag = FIRST_LAG};
}

/* ---- bits ---- */

/* Copies of the bytes with room behind them, read by eight. */
struct bits {
	uint8_t bytes[GSM_PAIR_BYTES + 8];
	int at;
	bool low_first;
};

static int take(struct bits *bits, int n)
{
	uint64_t word = 0;
	const uint8_t *b = bits->bytes + bits->at / 8;
	int shift = bits->at % 8;
	bits->at += n;
	if (bits->low_first) {
		word = b[0] | (unsigned)b[1] << 8;
		return (int)(word >> shift) & ((1 << n) - 1);
	}
	word = (unsigned)b[0] << 8 | b[1];
	return (int)(word >> (16 - shift - n)) & ((1 << n) - 1);
}

static void unpack(struct bits *bits, struct frame *frame)
{
	static const int n_bits[GSM_STAGES] = {6, 6, 5, 5, 4, 4, 3, 3};
	for (int i = 0; i < GSM_STAGES; i++)
		frame->ratios[i] = take(bits, n_bits[i]);
	for (int p = 0; p < PARTS; p++) {
		struct part *part = &frame->parts[p];
		part->lag = take(bits, 7);
		part->gain = take(bits, 2);
		part->grid = take(bits, 2);
		part->peak = take(bits, 6);
		for (int i = 0; i < PULSES; i++)
			part->pulses[i] = take(bits, 3);
	}
}

/* ---- arithmetic of 16 bits, as the standard has it ---- */

static int16_t clip(int value)
{
	return (int16_t)(value > INT16_MAX ? INT16_MAX : value < INT16_MIN ? INT16_MIN : value);
}

/* Fractions of 15 bits, rounded; never both -1. */
static int multiply(int a, int b)
{
	return (a * b + 16384) >> 15;
}

/* ---- excitation: 5.3.1, 5.3.2 ---- */

/* The pulses of a part where they stand; zeros between. */
static void place_pulses(const struct part *part, int16_t excitation[PART_SAMPLES])
{
	static const int16_t steps[8] = {18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767};
	int exponent = part->peak > 15 ? (part->peak >> 3) - 1 : 0;
	int mantissa = part->peak - (exponent << 3);
	if (mantissa == 0) {
		exponent = -4;
		mantissa = 7;
	} else {
		for (; mantissa <= 7; exponent--)
			mantissa = mantissa << 1 | 1;
		mantissa -= 8;
	}
	int shift = 6 - exponent, half = shift > 0 ? 1 << (shift - 1) : 0;
	memset(excitation, 0, PART_SAMPLES * sizeof *excitation);
	for (int i = 0; i < PULSES; i++) {
		int pulse = multiply(steps[mantissa], (2 * part->pulses[i] - 7) * 4096);
		excitation[part->grid + 3 * i] = (int16_t)(clip(pulse + half) >> shift);
	}
}

/* Adds what the excitation was a pitch period before. */
static void add_pitch(struct gsm *gsm, const struct part *part, int16_t *excitation)
{
	static const int16_t gains[4] = {3277, 11469, 21299, 32767};
	int gain = gains[part->gain];
	if (part->lag >= FIRST_LAG && part->lag <= GSM_HISTORY)
		gsm->lag = part->lag;
	const int16_t *before = excitation - gsm->lag;
	for (int k = 0; k < PART_SAMPLES; k++)
		excitation[k] = clip(excitation[k] + multiply(gain, before[k]));
}

static void excite(struct gsm *gsm, const struct frame *frame)
{
	memmove(gsm->excitation, gsm->excitation + GSM_FRAME_SAMPLES, GSM_HISTORY * sizeof *gsm->excitation);
	for (int p = 0; p < PARTS; p++) {
		int16_t *excitation = gsm->excitation + GSM_HISTORY + p * PART_SAMPLES;
		place_pulses(&frame->parts[p], excitation);
		add_pitch(gsm, &frame->parts[p], excitation);
	}
}

/* ---- the lattice: 5.3.3 to 5.3.6 ---- */

static void decode_ratios(const int coded[GSM_STAGES], int16_t ratios[GSM_STAGES])
{
	static const int offset[GSM_STAGES] = {0, 0, 2048, -2560, 94, -1792, -341, -1144};
	static const int lowest[GSM_STAGES] = {-32, -32, -16, -16, -8, -8, -4, -4};
	static const int scale[GSM_STAGES] = {13107, 13107, 13107, 13107, 19223, 17476, 31454, 29708};
	for (int i = 0; i < GSM_STAGES; i++) {
		int value = multiply(scale[i], clip((coded[i] + lowest[i]) * 1024 - 2 * offset[i]));
		ratios[i] = clip(2 * value);
	}
}

static int to_reflection(int ratio)
{
	int size = ratio < 0 ? clip(-ratio) : ratio;
	int value = size < 11059 ? size << 1 : size < 20070 ? size + 11059 : clip((size >> 2) + 26112);
	return ratio < 0 ? -value : value;
}

/* Reflections of a stretch of the frame, the last stage first: the ratios go from those before to the
 * new ones, a quarter at a time. */
static void mix_ratios(const int16_t *before, const int16_t *now, int quarters, int16_t *reflections)
{
	for (int i = 0; i < GSM_STAGES; i++) {
		int a = before[i], b = now[i], mixed = b;
		if (quarters == 1)
			mixed = clip(clip((a >> 2) + (b >> 2)) + (a >> 1));
		else if (quarters == 2)
			mixed = clip((a >> 1) + (b >> 1));
		else if (quarters == 3)
			mixed = clip(clip((a >> 2) + (b >> 2)) + (b >> 1));
		reflections[GSM_STAGES - 1 - i] = (int16_t)to_reflection(mixed);
	}
}

/* The sound of n samples of excitation, and de-emphasis. */
static void synthesise_plainly(struct gsm *gsm, const int16_t reflections[GSM_STAGES],
	const int16_t *excitation, int n, int16_t *samples)
{
	int16_t *states = gsm->states;
	for (int k = 0; k < n; k++) {
		int value = excitation[k], carried = 0;
		for (int s = 0; s < GSM_STAGES; s++) {
			int state = states[s];
			value = clip(value - multiply(reflections[s], state));
			carried = clip(state + multiply(reflections[s], value));
			if (s > 0)
				states[s - 1] = (int16_t)carried;
		}
		states[GSM_STAGES - 1] = (int16_t)value;
		gsm->emphasis = clip(value + multiply(gsm->emphasis, 28180));
		samples[k] = (int16_t)(clip(2 * gsm->emphasis) & ~7);
	}
}

#ifdef HAS_WIDE
#define WIDE __attribute__((target("ssse3")))

/* What goes through the stages, each less its product, where the sums leave the 16 bits. */
static __m128i go_through_clipped(__m128i first)
{
	int16_t values[GSM_STAGES];
	memcpy(values, &first, sizeof values);
	for (int s = 1; s < GSM_STAGES; s++)
		values[s] = clip(values[s - 1] + values[s]);
	memcpy(&first, values, sizeof values);
	return first;
}

/* The same, all stages side by side: the products are known before, only sums go from stage to stage. */
WIDE static void synthesise_wide(struct gsm *gsm, const int16_t reflections[GSM_STAGES],
	const int16_t *excitation, int n, int16_t *samples)
{
	const __m128i by = _mm_loadu_si128((const __m128i *)(const void *)reflections);
	const __m128i emphasis_by = _mm_set1_epi16(28180), mask = _mm_set1_epi16(~7);
	__m128i states = _mm_loadu_si128((const __m128i *)(const void *)gsm->states);
	__m128i emphasis = _mm_set1_epi16(gsm->emphasis);
	for (int k = 0; k < n; k++) {
		__m128i sums = _mm_cvtsi32_si128((uint16_t)excitation[k]);
		sums = _mm_subs_epi16(sums, _mm_mulhrs_epi16(by, states));
		const __m128i first = sums;
		__m128i wrapped = sums;
		sums = _mm_adds_epi16(sums, _mm_slli_si128(sums, 2));
		wrapped = _mm_add_epi16(wrapped, _mm_slli_si128(wrapped, 2));
		sums = _mm_adds_epi16(sums, _mm_slli_si128(sums, 4));
		wrapped = _mm_add_epi16(wrapped, _mm_slli_si128(wrapped, 4));
		sums = _mm_adds_epi16(sums, _mm_slli_si128(sums, 8));
		wrapped = _mm_add_epi16(wrapped, _mm_slli_si128(wrapped, 8));
		if (_mm_movemask_epi8(_mm_cmpeq_epi16(sums, wrapped)) != 0xffff)
			sums = go_through_clipped(first);
		__m128i carried = _mm_adds_epi16(states, _mm_mulhrs_epi16(by, sums));
		states = _mm_alignr_epi8(_mm_srli_si128(sums, 14), carried, 2);
		emphasis = _mm_adds_epi16(sums, _mm_mulhrs_epi16(emphasis, emphasis_by));
		__m128i sample = _mm_and_si128(_mm_adds_epi16(emphasis, emphasis), mask);
		samples[k] = (int16_t)_mm_extract_epi16(sample, 7);
	}
	_mm_storeu_si128((__m128i *)(void *)gsm->states, states);
	gsm->emphasis = (int16_t)_mm_extract_epi16(emphasis, 7);
}

static void synthesise(struct gsm *gsm, const int16_t reflections[GSM_STAGES],
	const int16_t *excitation, int n, int16_t *samples)
{
	if (!gsm->plain && __builtin_cpu_supports("ssse3"))
		synthesise_wide(gsm, reflections, excitation, n, samples);
	else
		synthesise_plainly(gsm, reflections, excitation, n, samples);
}
#else
#define synthesise synthesise_plainly
#endif

static void decode(struct gsm *gsm, struct bits *bits, int16_t samples[GSM_FRAME_SAMPLES])
{
	static const int ends[PARTS] = {13, 27, 40, GSM_FRAME_SAMPLES};
	struct frame frame;
	int16_t ratios[GSM_STAGES], reflections[GSM_STAGES];
	unpack(bits, &frame);
	excite(gsm, &frame);
	decode_ratios(frame.ratios, ratios);
	for (int quarters = 1, from = 0; quarters <= PARTS; from = ends[quarters++ - 1]) {
		mix_ratios(gsm->ratios, ratios, quarters, reflections);
		synthesise(gsm, reflections, gsm->excitation + GSM_HISTORY + from, ends[quarters - 1] - from,
			samples + from);
	}
	memcpy(gsm->ratios, ratios, sizeof ratios);
}

bool gsm_decode_bare(struct gsm *gsm, const uint8_t bytes[GSM_BARE_BYTES],
	int16_t samples[GSM_FRAME_SAMPLES])
{
	struct bits bits = {.at = 0};
	memcpy(bits.bytes, bytes, GSM_BARE_BYTES);
	if (take(&bits, 4) != 13)
		return false;
	decode(gsm, &bits, samples);
	return true;
}

void gsm_decode_pair(struct gsm *gsm, const uint8_t bytes[GSM_PAIR_BYTES],
	int16_t samples[2 * GSM_FRAME_SAMPLES])
{
	struct bits bits = {.low_first = true};
	memcpy(bits.bytes, bytes, GSM_PAIR_BYTES);
	decode(gsm, &bits, samples);
	decode(gsm, &bits, samples + GSM_FRAME_SAMPLES);
}
