/* Fuzz targets of the parsers: bytes of a terminal, messages of the speaker. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "action/key.h"
#include "base/str.h"
#include "fuzz.h"
#include "wire/opus.h"
#include "wire/wire.h"

static void fill_keys(struct fuzz_corpus *corpus, const char *folder)
{
	(void)folder;
	static const char *const texts[] = {"jk\x1b[A\x1b[1;5C\x1bOP\x1b[15~ q", "\x1b", "\x1b\x1b[D",
		"\x1b[200~pasted \x1b[A text\x1b[201~x", "\x1b[24;80R\x1b]0;title\x07y\x1bP1$r0m\x1b\\z",
		"\xe5\xae\xa2\xe6\x88\xb7\xf0\x9f\x98\x80\x03\x7f\r\t", "\x1b[<0;12;34M\x1b[M !!\x1b[?62;c"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		fuzz_corpus_add(corpus, "keys", texts[i], strlen(texts[i]));
}

static void check_key(struct key key)
{
	char name[KEY_NAME_SIZE];
	FUZZ_CHECK(key.code != 0 && key.code <= KEY_CODE_WHEEL_DOWN);
	FUZZ_CHECK(strlen(key_name(key, name)) < KEY_NAME_SIZE);
}

static void run_keys(const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	(void)folder;
	struct key_parser parser = {0};
	struct key key;
	int64_t now_ns = 0;
	for (size_t i = 0; i < input->n_bytes; i++) {
		if (key_parser_push(&parser, input->bytes[i], now_ns, &key))
			check_key(key);
		FUZZ_CHECK(parser.n_held <= sizeof parser.held);
		if (fuzz_below(random, 8) == 0)
			now_ns += (int64_t)fuzz_below(random, 20000) * 1000000;
		while (now_ns >= key_parser_deadline_ns(&parser))
			if (key_parser_timeout(&parser, now_ns, &key))
				check_key(key);
	}
}

const struct fuzz_target fuzz_keys = {"keys", 50000, fill_keys, run_keys};

#define OPUS_FORMAT ((struct pcm_format){8000, 2})
#define OPUS_FRAMES 320

/* Two blocks, one of which goes on from the other. */
static void add_opus(struct str *bytes)
{
	uint8_t body[1 + 3 * 2 * WIRE_OPUS_MAX_PACKET];
	int16_t frames[3 * 160 * 2];
	struct wire_opus_encoder *encoder = wire_opus_encoder_new(OPUS_FORMAT);
	for (int i = 0; i < 3 * 160 * 2; i++)
		frames[i] = (int16_t)(i * 97 % 20011 - 10000);
	for (int n_run_up = 1; encoder && n_run_up >= 0; n_run_up--) {
		struct wire_data data = {1, n_run_up ? 0 : OPUS_FRAMES, 2, WIRE_OPUS, OPUS_FRAMES, body, 0};
		data.n_bytes = wire_opus_encode(encoder, frames, n_run_up, 2, body);
		wire_encode(bytes, &(struct wire_message){WIRE_DATA, .data = data});
	}
	wire_opus_encoder_free(encoder);
}

static void fill_wire(struct fuzz_corpus *corpus, const char *folder)
{
	(void)folder;
	static const uint8_t samples[] = {1, 0, 0xff, 0x7f, 0, 0x80, 0xfe, 0xff};
	static const struct wire_message messages[] = {
		{WIRE_HELLO, .hello = {WIRE_MAGIC, 1, 1}},
		{WIRE_SETUP, .setup = {true, 8000, 500, "USB"}},
		{WIRE_OPEN, .open = {1, 1, 8000, 2, 80000}},
		{WIRE_LENGTH, .length = {1, 90000}},
		{WIRE_DATA, .data = {1, 0, 2, WIRE_S16, 2, samples, 0}},
		{WIRE_DATA, .data = {1, 2, 1, WIRE_ULAW, 8, samples, 0}},
		{WIRE_PLAY, {{0}}},
		{WIRE_SEEK, .seek = {3, 80000, true}},
		{WIRE_PING, .ping = {42}},
		{WIRE_DEVICE, .device = {WIRE_DEVICE_SILENT, WIRE_PROBLEM_STALLED, 0, 0, "", "why"}},
		{WIRE_RUN, .run = {2, 16000, 7, 5, 8000000, 4000}},
		{WIRE_STOPPED, .stopped = {2, 16000, 6, 5}},
		{WIRE_STATUS, .status = {1, 2, 3, 4, 5, 6, 7, 8}},
	};
	struct str bytes = {0};
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
		wire_encode(&bytes, &messages[i]);
	fuzz_corpus_add(corpus, "wire", bytes.text, bytes.n_bytes);
	str_clear(&bytes);
	add_opus(&bytes);
	wire_encode(&bytes, &(struct wire_message){WIRE_CODECS, .codecs = {7}});
	fuzz_corpus_add(corpus, "wire", bytes.text, bytes.n_bytes);
	str_release(&bytes);
}

/* What was taken in can be sent on, and is taken in again. */
static void check_message(const struct wire_message *message)
{
	struct str bytes = {0};
	struct wire_parser parser = {0};
	struct wire_message again;
	struct err err;
	wire_encode(&bytes, message);
	wire_parser_add(&parser, bytes.text, bytes.n_bytes);
	FUZZ_CHECK(wire_parser_next(&parser, &again, &err) == WIRE_MESSAGE);
	FUZZ_CHECK(again.type == message->type);
	wire_parser_release(&parser);
	str_release(&bytes);
}

/* As the speaker does; decoder is NULL where there is no Opus. */
static void take_data(const struct wire_data *data, struct wire_opus_decoder *decoder)
{
	size_t n = (size_t)data->n_frames * data->channels;
	struct err err = {0};
	FUZZ_CHECK(n <= WIRE_MAX_DATA_SAMPLES);
	int16_t *samples = malloc((n + 1) * sizeof *samples);
	FUZZ_CHECK(samples != NULL);
	if (data->encoding != WIRE_OPUS)
		wire_unpack_samples(samples, data);
	else if (decoder && data->channels == OPUS_FORMAT.channels)
		FUZZ_CHECK(wire_opus_decode(decoder, data, samples, &err) || err.text[0]);
	free(samples);
}

static void run_wire(const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	(void)folder;
	struct wire_parser parser = {0};
	struct wire_message message;
	struct err err;
	struct wire_opus_decoder *decoder = wire_opus_decoder_new(OPUS_FORMAT, &err);
	for (size_t at = 0; at < input->n_bytes;) {
		size_t n_left = input->n_bytes - at, n = 1 + fuzz_below(random, 64);
		n = n < n_left ? n : n_left;
		wire_parser_add(&parser, input->bytes + at, n);
		at += n;
		while (wire_parser_next(&parser, &message, &err) == WIRE_MESSAGE) {
			check_message(&message);
			if (message.type == WIRE_DATA)
				take_data(&message.data, decoder);
		}
	}
	wire_opus_decoder_free(decoder);
	wire_parser_release(&parser);
}

const struct fuzz_target fuzz_wire = {"wire", 10000, fill_wire, run_wire};
