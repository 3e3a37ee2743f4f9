/* Tests of wire: each message comes back as it went, in any pieces; noise never does harm. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "testing.h"
#include "wire/wire.h"

static const uint8_t four_samples[] = {1, 0, 0xff, 0x7f, 0, 0x80, 0xfe, 0xff};

/* 4..300 and 301..302 */
static const uint8_t two_spans[] = {4, 0, 0, 0, 0, 0, 0, 0, 44, 1, 0, 0, 0, 0, 0, 0, /**/
	45, 1, 0, 0, 0, 0, 0, 0, 46, 1, 0, 0, 0, 0, 0, 0};

static const uint8_t touching_spans[] = {4, 0, 0, 0, 0, 0, 0, 0, 44, 1, 0, 0, 0, 0, 0, 0, /**/
	44, 1, 0, 0, 0, 0, 0, 0, 46, 1, 0, 0, 0, 0, 0, 0};
static const uint8_t empty_span[] = {4, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0};

/* One of each type, with values at the ends of their ranges. */
static const struct wire_message samples[] = {
	{WIRE_HELLO, .hello = {WIRE_MAGIC, 1, 65535}},
	{WIRE_SETUP, .setup = {true, 8000, 500, "USB Headset é"}},
	{WIRE_OPEN, .open = {UINT32_MAX, 1, 768000, 2, WIRE_MAX_FRAME}},
	{WIRE_LENGTH, .length = {UINT32_MAX, 0}},
	{WIRE_DATA, .data = {7, 123456789012, 2, WIRE_S16, 2, four_samples, 0}},
	{WIRE_DATA, .data = {7, 0, 1, WIRE_ULAW, 8, four_samples, 0}},
	{WIRE_PLAY, {{0}}},
	{WIRE_PAUSE, {{0}}},
	{WIRE_SEEK, .seek = {3, 80000, true}},
	{WIRE_CLOSE, {{0}}},
	{WIRE_QUIT, {{0}}},
	{WIRE_PING, .ping = {INT64_MIN}},
	{WIRE_BALANCE, .balance = {200, WIRE_LEG_SECOND}},
	{WIRE_SPEED, .speed = {300}},
	{WIRE_LEVELS, .levels = {{0, WIRE_MAX_LEVEL}}},
	{WIRE_SKIPS, .skips = {1, 2, two_spans}},
	{WIRE_SKIPS, .skips = {UINT32_MAX, 0, two_spans}},
	{WIRE_LOOP, .loop = {1, 5, WIRE_MAX_FRAME}},
	{WIRE_STOP_AT, .stop_at = {UINT32_MAX, 77}},
	{WIRE_LIST_DEVICES, {{0}}},
	{WIRE_TONE, .tone = {10000, 4000}},
	{WIRE_PEDALS, .pedals = {true, "/dev/input/by-id/pédale", "f8=play"}},
	{WIRE_NOTICE, .notice = {WIRE_NOTICE_VERSION}},
	{WIRE_DEVICE, .device = {WIRE_DEVICE_SILENT, WIRE_PROBLEM_STALLED, 0, 0, "", "why"}},
	{WIRE_RUN, .run = {2, 16000, INT64_MAX, 5, 8000000, UINT32_MAX}},
	{WIRE_STOPPED, .stopped = {2, 16000, 6, 5}},
	{WIRE_ENDED, .stopped = {9, WIRE_MAX_FRAME, 6, 5}},
	{WIRE_STATUS, .status = {1, 2, 3, 4, 5, 6, INT64_MAX, 8}},
	{WIRE_PONG, .pong = {-1, 77}},
	{WIRE_LEAP, .leap = {2, 3, 16000, 15000, 15001, INT64_MAX, 5, 8000000, UINT32_MAX}},
	{WIRE_FOUND, .found = {1, 2, true, 2, 44100, "USB Headset é", "ALSA"}},
	{WIRE_CODECS, .codecs = {UINT16_MAX}},
	{WIRE_DATA, .data = {7, 1, 2, WIRE_OPUS, 160, four_samples, sizeof four_samples}},
	{WIRE_DATA, .data = {7, WIRE_MAX_FRAME, 2, WIRE_OPUS, 0, four_samples, 0}},
	{WIRE_PEDAL, .pedal = {PEDAL_UNAVAILABLE, "VEC é", "/dev/input/event7"}},
	{WIRE_HELD, .held = {PEDAL_ROLES, INT64_MAX, 5}},
};
#define N_SAMPLES (sizeof samples / sizeof samples[0])

/* Equal on the wire means equal: there every field is, and no padding. */
static void assert_same(const struct wire_message *a, const struct wire_message *b)
{
	struct str bytes_a = {0}, bytes_b = {0};
	wire_encode(&bytes_a, a);
	wire_encode(&bytes_b, b);
	assert_int_equal(bytes_a.n_bytes, bytes_b.n_bytes);
	assert_memory_equal(bytes_a.text, bytes_b.text, bytes_a.n_bytes);
	str_release(&bytes_a);
	str_release(&bytes_b);
}

static void takes_pieces_of(size_t n_piece)
{
	struct str bytes = {0};
	for (size_t i = 0; i < N_SAMPLES; i++)
		wire_encode(&bytes, &samples[i]);
	struct wire_parser parser = {0};
	struct wire_message message;
	struct err err;
	size_t n_seen = 0;
	for (size_t at = 0; at < bytes.n_bytes; at += n_piece) {
		size_t n_left = bytes.n_bytes - at;
		wire_parser_add(&parser, bytes.text + at, n_left < n_piece ? n_left : n_piece);
		while (wire_parser_next(&parser, &message, &err) == WIRE_MESSAGE) {
			assert_true(n_seen < N_SAMPLES);
			assert_same(&message, &samples[n_seen++]);
		}
	}
	assert_int_equal(n_seen, N_SAMPLES);
	wire_parser_release(&parser);
	str_release(&bytes);
}

static void messages_come_back(void **state)
{
	(void)state;
	for (size_t n = 1; n < 64; n++)
		takes_pieces_of(n);
	takes_pieces_of(100000);
}

static enum wire_result first_of(const void *bytes, size_t n_bytes, struct wire_message *message)
{
	struct wire_parser parser = {0};
	struct err err = {0};
	wire_parser_add(&parser, bytes, n_bytes);
	enum wire_result result = wire_parser_next(&parser, message, &err);
	if (result == WIRE_BROKEN) {
		assert_string_not_equal(err.text, "");
		wire_parser_add(&parser, bytes, n_bytes);
		assert_int_equal(wire_parser_next(&parser, message, &err), WIRE_BROKEN);
	}
	wire_parser_release(&parser);
	return result;
}

static void fields_are_decoded(void **state)
{
	(void)state;
	static const uint8_t seek[] = {
		13, 0, 0, 0, 22, 0, 4, 3, 2, 1, 0x10, 0x27, 0, 0, 0, 0, 0, 0, 1};
	struct wire_message message;
	assert_int_equal(first_of(seek, sizeof seek, &message), WIRE_MESSAGE);
	assert_int_equal(message.type, WIRE_SEEK);
	assert_int_equal(message.seek.epoch, 0x01020304);
	assert_int_equal(message.seek.frame, 10000);
	assert_true(message.seek.playing);
}

static void unknown_types_are_skipped(void **state)
{
	(void)state;
	struct str bytes = {0};
	static const uint8_t unknown[] = {3, 0, 0, 0, 0xff, 0xff, 1, 2, 3};
	struct wire_message message;
	str_addn(&bytes, (const char *)unknown, sizeof unknown);
	assert_int_equal(first_of(bytes.text, bytes.n_bytes, &message), WIRE_MORE);
	wire_encode(&bytes, &(struct wire_message){WIRE_PING, .ping = {42}});
	assert_int_equal(first_of(bytes.text, bytes.n_bytes, &message), WIRE_MESSAGE);
	assert_int_equal(message.ping.token, 42);
	str_release(&bytes);
}

static void expect_broken(const struct wire_message *wrong)
{
	struct str bytes = {0};
	struct wire_message message;
	wire_encode(&bytes, wrong);
	assert_int_equal(first_of(bytes.text, bytes.n_bytes, &message), WIRE_BROKEN);
	str_release(&bytes);
}

static void fields_out_of_range_are_refused(void **state)
{
	(void)state;
	const struct wire_message wrong[] = {
		{WIRE_HELLO, .hello = {WIRE_MAGIC + 1, 1, 1}},
		{WIRE_HELLO, .hello = {WIRE_MAGIC, 2, 1}},
		{WIRE_HELLO, .hello = {WIRE_MAGIC, 0, 1}},
		{WIRE_SETUP, .setup = {false, 768001, 50, ""}},
		{WIRE_SETUP, .setup = {false, 0, 9, ""}},
		{WIRE_SETUP, .setup = {false, 0, 501, ""}},
		{WIRE_OPEN, .open = {1, 0, 8000, 1, 0}},
		{WIRE_OPEN, .open = {1, 1, 999, 1, 0}},
		{WIRE_OPEN, .open = {1, 1, 8000, 0, 0}},
		{WIRE_OPEN, .open = {1, 1, 8000, 3, 0}},
		{WIRE_OPEN, .open = {1, 1, 8000, 1, -1}},
		{WIRE_OPEN, .open = {1, 1, 8000, 1, WIRE_MAX_FRAME + 1}},
		{WIRE_DATA, .data = {1, -1, 1, WIRE_S16, 4, four_samples, 0}},
		{WIRE_DATA, .data = {1, 0, 1, (enum wire_encoding)3, 8, four_samples, 0}},
		{WIRE_OPEN, .open = {0, 1, 8000, 1, 0}},
		{WIRE_SEEK, .seek = {1, -5, false}},
		{WIRE_SEEK, .seek = {0, 5, false}},
		{WIRE_DEVICE, .device = {WIRE_DEVICE_OPEN, (enum wire_problem)9, 0, 0, "", ""}},
		{WIRE_DEVICE, .device = {(enum wire_device_state)4, WIRE_OK, 0, 0, "", ""}},
		{WIRE_RUN, .run = {1, -1, 0, 0, 0, 0}},
		{WIRE_RUN, .run = {1, 0, -1, 0, 0, 0}},
		{WIRE_STATUS, .status = {1, 1, 1, 1, 1, 1, -1, 1}},
		{WIRE_SPEED, .speed = {49}},
		{WIRE_SPEED, .speed = {301}},
		{WIRE_BALANCE, .balance = {201, WIRE_LEG_BOTH}},
		{WIRE_BALANCE, .balance = {100, (enum wire_leg)3}},
		{WIRE_LEVELS, .levels = {{100, WIRE_MAX_LEVEL + 1}}},
		{WIRE_SKIPS, .skips = {0, 2, two_spans}},
		{WIRE_SKIPS, .skips = {1, 2, touching_spans}},
		{WIRE_SKIPS, .skips = {1, 1, empty_span}},
		{WIRE_LOOP, .loop = {1, -1, 5}},
		{WIRE_STOP_AT, .stop_at = {0, 5}},
		{WIRE_TONE, .tone = {0, 440}},
		{WIRE_TONE, .tone = {500, 4001}},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		expect_broken(&wrong[i]);
}

static enum wire_result take_silence(uint16_t channels, uint32_t n_frames)
{
	struct str bytes = {0};
	struct wire_message message;
	uint8_t *silence = mem_zalloc((size_t)channels * n_frames, 1);
	wire_encode(&bytes,
		&(struct wire_message){WIRE_DATA, .data = {1, 0, channels, WIRE_ULAW, n_frames, silence, 0}});
	enum wire_result result = first_of(bytes.text, bytes.n_bytes, &message);
	free(silence);
	str_release(&bytes);
	return result;
}

static void a_block_of_content_has_its_bound(void **state)
{
	(void)state;
	assert_int_equal(take_silence(1, WIRE_MAX_DATA_SAMPLES), WIRE_MESSAGE);
	assert_int_equal(take_silence(1, WIRE_MAX_DATA_SAMPLES + 1), WIRE_BROKEN);
	assert_int_equal(take_silence(2, WIRE_MAX_DATA_SAMPLES / 2), WIRE_MESSAGE);
	assert_int_equal(take_silence(2, WIRE_MAX_DATA_SAMPLES / 2 + 1), WIRE_BROKEN);
}

static void spans_come_back(void **state)
{
	(void)state;
	const struct route_span spans[] = {{4, 300}, {301, WIRE_MAX_FRAME}};
	struct route_span back[2];
	uint8_t bytes[2 * WIRE_SPAN_BYTES];
	wire_pack_spans(bytes, spans, 2);
	wire_unpack_spans(back, &(struct wire_skips){1, 2, bytes});
	assert_memory_equal(back, spans, sizeof spans);
}

/* What packets take nothing else says. */
static bool is_opus(const struct wire_message *message)
{
	return message->type == WIRE_DATA && message->data.encoding == WIRE_OPUS;
}

static void bodies_of_wrong_length_are_refused(void **state)
{
	(void)state;
	struct wire_message message;
	for (size_t i = 0; i < N_SAMPLES; i++) {
		if (is_opus(&samples[i]))
			continue;
		struct str bytes = {0};
		wire_encode(&bytes, &samples[i]);
		size_t n_body = bytes.n_bytes - WIRE_HEADER_BYTES;
		str_addc(&bytes, 0);
		bytes.text[0] = (char)(n_body + 1);
		assert_int_equal(first_of(bytes.text, bytes.n_bytes, &message), WIRE_BROKEN);
		if (n_body > 0) {
			bytes.text[0] = (char)(n_body - 1);
			assert_int_equal(
				first_of(bytes.text, bytes.n_bytes, &message), WIRE_BROKEN);
		}
		str_release(&bytes);
	}
}

static void huge_bodies_are_refused_at_once(void **state)
{
	(void)state;
	struct wire_message message;
	static const uint8_t just_fits[] = {0, 0, 0x10, 0, 99, 0};
	static const uint8_t too_big[] = {1, 0, 0x10, 0, 99, 0};
	assert_int_equal(first_of(just_fits, sizeof just_fits, &message), WIRE_MORE);
	assert_int_equal(first_of(too_big, sizeof too_big, &message), WIRE_BROKEN);
}

static void texts_hold_no_nul_and_are_cut(void **state)
{
	(void)state;
	struct wire_message setup = {WIRE_SETUP, .setup = {false, 0, 50, ""}}, message;
	memset(setup.setup.device, 'x', sizeof setup.setup.device);
	struct str bytes = {0};
	wire_encode(&bytes, &setup);
	assert_int_equal(first_of(bytes.text, bytes.n_bytes, &message), WIRE_MESSAGE);
	assert_int_equal(strlen(message.setup.device), sizeof message.setup.device - 1);
	bytes.text[bytes.n_bytes - 3] = '\0';
	assert_int_equal(first_of(bytes.text, bytes.n_bytes, &message), WIRE_BROKEN);
	str_release(&bytes);
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

/* Uses all that a message points to, so that a sanitizer sees a wrong length. */
static void use(const struct wire_message *message)
{
	if (is_opus(message)) {
		uint8_t *copy = mem_alloc(message->data.n_bytes + 1);
		memcpy(copy, message->data.bytes, message->data.n_bytes);
		free(copy);
	}
	if (message->type != WIRE_DATA || is_opus(message))
		return;
	int16_t *out = mem_zalloc((size_t)message->data.n_frames * message->data.channels + 1, 2);
	wire_unpack_samples(out, &message->data);
	free(out);
}

static void drain(struct wire_parser *parser)
{
	struct wire_message message;
	struct err err;
	while (wire_parser_next(parser, &message, &err) == WIRE_MESSAGE)
		use(&message);
}

static void noise_does_no_harm(void **state)
{
	(void)state;
	uint32_t seed = 1;
	for (int round = 0; round < 3000; round++) {
		struct wire_parser parser = {0};
		struct str bytes = {0};
		for (size_t i = 0; i < 6; i++)
			wire_encode(&bytes, &samples[next_random(&seed) % N_SAMPLES]);
		for (unsigned n = next_random(&seed) % 5; n > 0; n--)
			bytes.text[next_random(&seed) % bytes.n_bytes] = (char)next_random(&seed);
		size_t at = 0;
		while (at < bytes.n_bytes) {
			size_t n = 1 + next_random(&seed) % 40;
			if (n > bytes.n_bytes - at)
				n = bytes.n_bytes - at;
			wire_parser_add(&parser, bytes.text + at, n);
			drain(&parser);
			at += n;
		}
		str_release(&bytes);
		wire_parser_release(&parser);
	}
}

static void packs_and_unpacks(const int16_t *in, size_t n, bool allow, enum wire_encoding expected)
{
	uint8_t *bytes = mem_alloc(2 * n);
	int16_t *out = mem_alloc(2 * n);
	struct wire_data data = {1, 0, 1, WIRE_S16, (uint32_t)n, bytes, 0};
	data.encoding = wire_pack_samples(bytes, in, n, allow);
	assert_int_equal(data.encoding, expected);
	wire_unpack_samples(out, &data);
	assert_memory_equal(in, out, 2 * n);
	free(bytes);
	free(out);
}

static void every_sample_survives(void **state)
{
	(void)state;
	int16_t all[65536], ulaw[256];
	for (int i = 0; i < 65536; i++)
		all[i] = (int16_t)(i - 32768);
	packs_and_unpacks(all, 65536, true, WIRE_S16);
	uint8_t codes[256];
	for (int i = 0; i < 256; i++)
		codes[i] = (uint8_t)i;
	wire_unpack_samples(ulaw, &(struct wire_data){1, 0, 1, WIRE_ULAW, 256, codes, 0});
	assert_int_equal(ulaw[0], -32124);
	assert_int_equal(ulaw[0x80], 32124);
	assert_int_equal(ulaw[0xff], 0);
	assert_int_equal(ulaw[0xce], 988); /* ((1 << 3) + 132 << 3) - 132 */
	packs_and_unpacks(ulaw, 256, true, WIRE_ULAW);
	packs_and_unpacks(ulaw, 256, false, WIRE_S16);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_come_back),
		cmocka_unit_test(fields_are_decoded),
		cmocka_unit_test(unknown_types_are_skipped),
		cmocka_unit_test(fields_out_of_range_are_refused),
		cmocka_unit_test(a_block_of_content_has_its_bound),
		cmocka_unit_test(spans_come_back),
		cmocka_unit_test(bodies_of_wrong_length_are_refused),
		cmocka_unit_test(huge_bodies_are_refused_at_once),
		cmocka_unit_test(texts_hold_no_nul_and_are_cut),
		cmocka_unit_test(noise_does_no_harm),
		cmocka_unit_test(every_sample_survives),
	};
	return cmocka_run_group_tests_name("wire", tests, NULL, NULL);
}
