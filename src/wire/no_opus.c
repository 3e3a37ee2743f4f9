/* Built without libopus: no rate is one of Opus'. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "wire/opus.h"

#include <stdlib.h>

#include "base/i18n.h"

const char *wire_opus_name(void)
{
	return NULL;
}

bool wire_opus_has_rate(int rate_hz)
{
	(void)rate_hz;
	return false;
}

size_t wire_opus_usual_bytes(struct pcm_format format, int n_packets)
{
	(void)format;
	(void)n_packets;
	return 0;
}

struct wire_opus_encoder *wire_opus_encoder_new(struct pcm_format format)
{
	(void)format;
	return NULL;
}

void wire_opus_encoder_free(struct wire_opus_encoder *encoder)
{
	(void)encoder;
}

struct wire_opus_decoder *wire_opus_decoder_new(struct pcm_format format, struct err *err)
{
	(void)format;
	err_set(err, ERR_UNSUPPORTED, "%s", _("this speaker was built without Opus"));
	return NULL;
}

void wire_opus_decoder_free(struct wire_opus_decoder *decoder)
{
	(void)decoder;
}

/* There is no encoder or decoder to call these with. */

int wire_opus_lookahead(struct wire_opus_encoder *encoder)
{
	(void)encoder;
	abort();
}

size_t wire_opus_encode(struct wire_opus_encoder *encoder, const int16_t *frames, int n_run_up,
	int n_packets, uint8_t *bytes)
{
	(void)encoder;
	(void)frames;
	(void)n_run_up;
	(void)n_packets;
	(void)bytes;
	abort();
}

bool wire_opus_decode(struct wire_opus_decoder *decoder, const struct wire_data *data,
	int16_t *frames, struct err *err)
{
	(void)decoder;
	(void)data;
	(void)frames;
	(void)err;
	abort();
}
