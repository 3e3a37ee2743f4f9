/* Tests of blocks of Opus: what is damaged or out of order is told, and does no harm. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"
#include "wire/opus.h"

#define RATE_HZ 8000
#define N_PACKET 160
#define N_PACKETS 3
#define N_FRAMES (N_PACKETS * N_PACKET)
#define MAX_BYTES (1 + 2 * 4 * WIRE_OPUS_MAX_PACKET)

static const struct pcm_format mono = {RATE_HZ, 1}, stereo = {RATE_HZ, 2};

/* A tone in the first leg, nothing in the second. */
static void fill(int16_t *frames, struct pcm_format format, int n_frames)
{
	memset(frames, 0, (size_t)(n_frames * format.channels) * sizeof *frames);
	for (int i = 0; i < n_frames; i++)
		frames[i * format.channels] = (int16_t)lrint(9000 * sin(i * 0.3));
}

/* A block of three packets and as many before it, at the frame. */
static struct wire_data make_block(struct wire_opus_encoder *encoder, struct pcm_format format,
	int n_run_up, int64_t frame, uint8_t *bytes)
{
	int16_t frames[2 * 4 * N_PACKET];
	fill(frames, format, 4 * N_PACKET);
	struct wire_data data = {1, frame, (uint16_t)format.channels, WIRE_OPUS, N_FRAMES, bytes, 0};
	data.n_bytes = wire_opus_encode(encoder, frames, n_run_up, N_PACKETS, bytes);
	return data;
}

static struct wire_opus_decoder *new_decoder(struct pcm_format format)
{
	struct err err;
	struct wire_opus_decoder *decoder = wire_opus_decoder_new(format, &err);
	assert_non_null(decoder);
	return decoder;
}

static bool decodes(struct wire_opus_decoder *decoder, const struct wire_data *data)
{
	/* Of its own, so that a frame or byte too many is seen at once. */
	size_t n_samples = (size_t)data->n_frames * data->channels;
	int16_t *frames = malloc((n_samples + 1) * sizeof *frames);
	uint8_t *bytes = malloc(data->n_bytes + 1);
	struct wire_data copy = *data;
	struct err err = {0};
	memcpy(bytes, data->bytes, data->n_bytes);
	copy.bytes = bytes;
	bool ok = wire_opus_decode(decoder, &copy, frames, &err);
	assert_true(ok || err.text[0]);
	free(bytes);
	free(frames);
	return ok;
}

static void one_leg_is_not_heard_in_the_other(void **state)
{
	(void)state;
	uint8_t bytes[MAX_BYTES];
	int16_t frames[2 * N_FRAMES];
	struct err err;
	struct wire_opus_encoder *encoder = wire_opus_encoder_new(stereo);
	struct wire_opus_decoder *decoder = new_decoder(stereo);
	struct wire_data data = make_block(encoder, stereo, 1, 0, bytes);
	assert_true(wire_opus_decode(decoder, &data, frames, &err));
	int loudest[2] = {0, 0};
	for (int i = 0; i < 2 * N_FRAMES; i++)
		loudest[i % 2] = abs(frames[i]) > loudest[i % 2] ? abs(frames[i]) : loudest[i % 2];
	assert_in_range(loudest[0], 7000, 12000);
	assert_in_range(loudest[1], 0, 2);
	wire_opus_encoder_free(encoder);
	wire_opus_decoder_free(decoder);
}

static void a_block_that_does_not_follow_is_refused(void **state)
{
	(void)state;
	uint8_t bytes[MAX_BYTES], next_bytes[MAX_BYTES];
	struct wire_opus_encoder *encoder = wire_opus_encoder_new(mono);
	struct wire_opus_decoder *decoder = new_decoder(mono);
	struct wire_data first = make_block(encoder, mono, 1, 1000, bytes);
	struct wire_data next = make_block(encoder, mono, 0, 1000 + N_FRAMES, next_bytes);
	assert_false(decodes(decoder, &next));
	assert_true(decodes(decoder, &first));
	assert_true(decodes(decoder, &next));
	assert_false(decodes(decoder, &next));
	/* It can begin anew after that. */
	assert_true(decodes(decoder, &first));
	wire_opus_encoder_free(encoder);
	wire_opus_decoder_free(decoder);
}

static void a_damaged_block_is_refused(void **state)
{
	(void)state;
	uint8_t bytes[MAX_BYTES] = {0};
	struct wire_opus_encoder *encoder = wire_opus_encoder_new(stereo);
	struct wire_opus_decoder *decoder = new_decoder(stereo);
	struct wire_data good = make_block(encoder, stereo, 1, 0, bytes), bad = good;
	for (bad.n_bytes = 0; bad.n_bytes < good.n_bytes; bad.n_bytes++)
		assert_false(decodes(decoder, &bad));
	bad.n_bytes = good.n_bytes + 1;
	assert_false(decodes(decoder, &bad));
	bad = good;
	bad.n_frames += N_PACKET;
	assert_false(decodes(decoder, &bad));
	bad.n_frames = N_FRAMES - N_PACKET;
	assert_false(decodes(decoder, &bad));
	/* A packet of 60 ms, as its first byte says. */
	uint8_t former = bytes[2];
	bytes[2] = 0x18;
	assert_false(decodes(decoder, &good));
	bytes[2] = former;
	assert_true(decodes(decoder, &good));
	wire_opus_encoder_free(encoder);
	wire_opus_decoder_free(decoder);
}

static void noise_does_no_harm(void **state)
{
	(void)state;
	uint8_t bytes[MAX_BYTES];
	uint32_t seed = 3;
	struct wire_opus_encoder *encoder = wire_opus_encoder_new(stereo);
	struct wire_opus_decoder *decoder = new_decoder(stereo);
	for (int round = 0; round < 400; round++) {
		struct wire_data data = make_block(encoder, stereo, 1, 0, bytes);
		for (int i = 0; i < 3; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[(seed >> 8) % data.n_bytes] = (uint8_t)(seed >> 24);
		}
		(void)!decodes(decoder, &data);
	}
	struct wire_data whole = make_block(encoder, stereo, 1, 0, bytes);
	assert_true(decodes(decoder, &whole));
	wire_opus_encoder_free(encoder);
	wire_opus_decoder_free(decoder);
}

static void other_rates_have_no_codec(void **state)
{
	(void)state;
	struct err err = {0};
	assert_non_null(wire_opus_name());
	assert_true(wire_opus_has_rate(8000));
	assert_false(wire_opus_has_rate(44100));
	assert_false(wire_opus_has_rate(11025));
	assert_null(wire_opus_encoder_new((struct pcm_format){44100, 1}));
	assert_null(wire_opus_decoder_new((struct pcm_format){44100, 1}, &err));
	assert_non_null(strstr(err.text, "44100"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_leg_is_not_heard_in_the_other),
		cmocka_unit_test(a_block_that_does_not_follow_is_refused),
		cmocka_unit_test(a_damaged_block_is_refused),
		cmocka_unit_test(noise_does_no_harm),
		cmocka_unit_test(other_rates_have_no_codec),
	};
	return cmocka_run_group_tests_name("opus", tests, NULL, NULL);
}
