/* Sound as packets of Opus (RFC 6716), laid so that frame n heard is frame n of the recording. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "wire/opus.h"

#include <opus.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#define MAX_LEGS 2
#define MAX_PACKET_FRAMES (48000 * WIRE_OPUS_PACKET_MS / 1000)
#define COMPLEXITY 5 /* of 10: two thirds of the work of 9 for 0.1 to 0.4 dB */

/* Up to 16 kHz the speech coder, which has no delay but the one it names. Above, Opus would resample
 * for it, which moves the sound by 42 us: there the transform coder alone. */
static const struct rate {
	int rate_hz;
	int application;
	int leg_bps; /* speech of 8 and 16 kHz comes back 20 to 24 dB above its difference */
} rates[] = {
	{8000, OPUS_APPLICATION_AUDIO, 20000},
	{12000, OPUS_APPLICATION_AUDIO, 22000},
	{16000, OPUS_APPLICATION_AUDIO, 24000},
	{24000, OPUS_APPLICATION_RESTRICTED_LOWDELAY, 32000},
	{48000, OPUS_APPLICATION_RESTRICTED_LOWDELAY, 40000},
};

static const struct rate *find_rate(int rate_hz)
{
	for (size_t i = 0; i < sizeof rates / sizeof *rates; i++)
		if (rates[i].rate_hz == rate_hz)
			return &rates[i];
	return NULL;
}

const char *wire_opus_name(void)
{
	return opus_get_version_string();
}

bool wire_opus_has_rate(int rate_hz)
{
	return find_rate(rate_hz) != NULL;
}

size_t wire_opus_usual_bytes(struct pcm_format format, int n_packets)
{
	const struct rate *rate = find_rate(format.rate_hz);
	int leg_bytes = rate ? rate->leg_bps / 8 * WIRE_OPUS_PACKET_MS / 1000 + 1 : 0;
	return (size_t)(leg_bytes * n_packets * format.channels);
}

static int packet_frames(struct pcm_format format)
{
	return format.rate_hz / 1000 * WIRE_OPUS_PACKET_MS;
}

/* ---- to packets ---- */

struct wire_opus_encoder {
	struct pcm_format format;
	OpusEncoder *legs[MAX_LEGS];
};

static OpusEncoder *new_leg(const struct rate *rate)
{
	OpusEncoder *leg = mem_alloc((size_t)opus_encoder_get_size(1));
	opus_encoder_init(leg, rate->rate_hz, 1, rate->application);
	opus_encoder_ctl(leg, OPUS_SET_BITRATE(rate->leg_bps));
	opus_encoder_ctl(leg, OPUS_SET_COMPLEXITY(COMPLEXITY));
	opus_encoder_ctl(leg, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
	return leg;
}

struct wire_opus_encoder *wire_opus_encoder_new(struct pcm_format format)
{
	const struct rate *rate = find_rate(format.rate_hz);
	if (!rate)
		return NULL;
	struct wire_opus_encoder *encoder = mem_zalloc(1, sizeof *encoder);
	encoder->format = format;
	for (int leg = 0; leg < format.channels; leg++)
		encoder->legs[leg] = new_leg(rate);
	return encoder;
}

void wire_opus_encoder_free(struct wire_opus_encoder *encoder)
{
	for (int leg = 0; encoder && leg < MAX_LEGS; leg++)
		free(encoder->legs[leg]);
	free(encoder);
}

int wire_opus_lookahead(struct wire_opus_encoder *encoder)
{
	opus_int32 n_frames = 0;
	opus_encoder_ctl(encoder->legs[0], OPUS_GET_LOOKAHEAD(&n_frames));
	return n_frames;
}

static size_t encode_packet(
	struct wire_opus_encoder *encoder, int leg, const int16_t *frames, uint8_t *bytes)
{
	int16_t samples[MAX_PACKET_FRAMES];
	int n_frames = packet_frames(encoder->format);
	for (int i = 0; i < n_frames; i++)
		samples[i] = frames[i * encoder->format.channels + leg];
	opus_int32 n = opus_encode(
		encoder->legs[leg], samples, n_frames, bytes + 1, WIRE_OPUS_MAX_PACKET - 1);
	if (n < 1)
		abort(); /* only for a length or a room that are not allowed */
	bytes[0] = (uint8_t)n;
	return (size_t)n + 1;
}

size_t wire_opus_encode(struct wire_opus_encoder *encoder, const int16_t *frames, int n_run_up,
	int n_packets, uint8_t *bytes)
{
	int channels = encoder->format.channels;
	size_t n_bytes = 1;
	bytes[0] = (uint8_t)n_run_up;
	for (int leg = 0; n_run_up > 0 && leg < channels; leg++)
		opus_encoder_ctl(encoder->legs[leg], OPUS_RESET_STATE);
	for (int i = 0; i < n_run_up + n_packets; i++) {
		for (int leg = 0; leg < channels; leg++)
			n_bytes += encode_packet(encoder, leg, frames, bytes + n_bytes);
		frames += packet_frames(encoder->format) * channels;
	}
	return n_bytes;
}

/* ---- from packets ---- */

struct wire_opus_decoder {
	struct pcm_format format;
	OpusDecoder *legs[MAX_LEGS];
	int64_t next_frame; /* what goes on without a run-up; -1: nothing does */
};

struct wire_opus_decoder *wire_opus_decoder_new(struct pcm_format format, struct err *err)
{
	if (!find_rate(format.rate_hz)) {
		err_set(err, ERR_FORMAT, _("Opus has no sample rate of %d Hz"), format.rate_hz);
		return NULL;
	}
	struct wire_opus_decoder *decoder = mem_zalloc(1, sizeof *decoder);
	decoder->format = format;
	decoder->next_frame = -1;
	for (int leg = 0; leg < format.channels; leg++) {
		decoder->legs[leg] = mem_alloc((size_t)opus_decoder_get_size(1));
		opus_decoder_init(decoder->legs[leg], format.rate_hz, 1);
	}
	return decoder;
}

void wire_opus_decoder_free(struct wire_opus_decoder *decoder)
{
	for (int leg = 0; decoder && leg < MAX_LEGS && decoder->legs[leg]; leg++) {
		mem_wipe(decoder->legs[leg], (size_t)opus_decoder_get_size(1));
		free(decoder->legs[leg]);
	}
	free(decoder);
}

/* What is left of a block. */
struct rest {
	const uint8_t *bytes;
	size_t n_bytes;
};

/* One packet of one leg; frames NULL: what it decodes to is dropped. */
static bool decode_packet(struct wire_opus_decoder *decoder, int leg, struct rest *rest,
	int16_t *frames, int64_t n_frames)
{
	int16_t samples[MAX_PACKET_FRAMES];
	int channels = decoder->format.channels, n_packet = packet_frames(decoder->format);
	size_t n = rest->n_bytes > 0 ? rest->bytes[0] : 0;
	if (n == 0 || n + 1 > rest->n_bytes)
		return false;
	if (opus_decode(decoder->legs[leg], rest->bytes + 1, (opus_int32)n, samples, n_packet, 0) !=
		n_packet)
		return false;
	rest->bytes += n + 1;
	rest->n_bytes -= n + 1;
	for (int i = 0; frames && i < n_packet && i < n_frames; i++)
		frames[i * channels + leg] = samples[i];
	mem_wipe(samples, sizeof samples);
	return true;
}

static bool decode_packets(struct wire_opus_decoder *decoder, struct rest *rest, int16_t *frames,
	int64_t n_frames)
{
	for (int leg = 0; leg < decoder->format.channels; leg++)
		if (!decode_packet(decoder, leg, rest, frames, n_frames))
			return false;
	return true;
}

static bool decode_block(
	struct wire_opus_decoder *decoder, struct rest rest, int16_t *frames, int64_t n_frames)
{
	int n_packet = packet_frames(decoder->format);
	int n_run_up = rest.bytes[0];
	rest.bytes++;
	rest.n_bytes--;
	for (int leg = 0; n_run_up > 0 && leg < decoder->format.channels; leg++)
		opus_decoder_ctl(decoder->legs[leg], OPUS_RESET_STATE);
	for (int i = 0; i < n_run_up; i++)
		if (!decode_packets(decoder, &rest, NULL, 0))
			return false;
	for (int64_t at = 0; at < n_frames; at += n_packet)
		if (!decode_packets(decoder, &rest, frames + at * decoder->format.channels,
			    n_frames - at))
			return false;
	return rest.n_bytes == 0;
}

bool wire_opus_decode(struct wire_opus_decoder *decoder, const struct wire_data *data,
	int16_t *frames, struct err *err)
{
	struct rest rest = {data->bytes, data->n_bytes};
	bool follows = rest.n_bytes > 0 &&
		       (rest.bytes[0] > 0 || data->start_frame == decoder->next_frame);
	decoder->next_frame = -1;
	if (!follows || !decode_block(decoder, rest, frames, data->n_frames))
		return err_set(err, ERR_FORMAT, "%s", _("the sound that came is damaged"));
	decoder->next_frame = data->start_frame + data->n_frames;
	return true;
}
