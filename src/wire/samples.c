/* Samples as bytes and back: 16 bit, or G.711 mu-law where nothing is lost by it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "wire/wire.h"

#define ULAW_BIAS 0x84

/* ITU-T G.711: sign, three bits of exponent, four of mantissa, all inverted; scaled to 16 bit. */
static int16_t ulaw_to_sample(uint8_t code)
{
	unsigned bits = (uint8_t)~code;
	int magnitude = (int)((((bits & 0x0f) << 3) + ULAW_BIAS) << (bits >> 4 & 7)) - ULAW_BIAS;
	return (int16_t)(bits & 0x80 ? -magnitude : magnitude);
}

/* Rounds down; only codes that come back as the sample are ever used. */
static uint8_t sample_to_ulaw(int sample)
{
	unsigned sign = sample < 0 ? 0x80 : 0;
	unsigned magnitude = (unsigned)(sample < 0 ? -sample : sample) + ULAW_BIAS;
	if (magnitude > 0x7fff)
		magnitude = 0x7fff;
	unsigned exponent = 0;
	while (magnitude >> (exponent + 8))
		exponent++;
	return (uint8_t) ~(sign | exponent << 4 | (magnitude >> (exponent + 3) & 0x0f));
}

bool wire_is_ulaw(const int16_t *samples, size_t n_samples)
{
	for (size_t i = 0; i < n_samples; i++)
		if (ulaw_to_sample(sample_to_ulaw(samples[i])) != samples[i])
			return false;
	return true;
}

enum wire_encoding wire_pack_samples(
	uint8_t *bytes, const int16_t *samples, size_t n_samples, bool allow_ulaw)
{
	bool is_ulaw = allow_ulaw && wire_is_ulaw(samples, n_samples);
	for (size_t i = 0; is_ulaw && i < n_samples; i++)
		bytes[i] = sample_to_ulaw(samples[i]);
	if (is_ulaw)
		return WIRE_ULAW;
	for (size_t i = 0; i < n_samples; i++) {
		bytes[2 * i] = (uint8_t)(samples[i] & 0xff);
		bytes[2 * i + 1] = (uint8_t)((uint16_t)samples[i] >> 8);
	}
	return WIRE_S16;
}

void wire_unpack_samples(int16_t *samples, const struct wire_data *data)
{
	size_t n_samples = (size_t)data->n_frames * data->channels;
	if (data->encoding == WIRE_ULAW) {
		for (size_t i = 0; i < n_samples; i++)
			samples[i] = ulaw_to_sample(data->bytes[i]);
		return;
	}
	for (size_t i = 0; i < n_samples; i++)
		samples[i] = (int16_t)(data->bytes[2 * i] | data->bytes[2 * i + 1] << 8);
}
