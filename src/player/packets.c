/* The content as blocks of Opus, each where the recording has it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/packets.h"

#include <stdlib.h>

#include "base/mem.h"

#define N_RUN_UP 1 /* packets: more brings the first ones no nearer to the content */

static int64_t packet_frames(struct pcm_format format)
{
	return pcm_ms_to_frames(WIRE_OPUS_PACKET_MS, format.rate_hz);
}

int64_t packets_block_frames(struct pcm_format format)
{
	return PACKETS_A_BLOCK * packet_frames(format);
}

void packets_open(struct packets *packets, struct pcm_format format)
{
	size_t n_packets = (N_RUN_UP + PACKETS_A_BLOCK) * (size_t)format.channels;
	packets->encoder = wire_opus_encoder_new(format);
	packets->format = format;
	packets->next_frame = -1;
	packets->frames =
		mem_zalloc(n_packets * (size_t)packet_frames(format), sizeof *packets->frames);
	packets->bytes = mem_zalloc(1 + n_packets * WIRE_OPUS_MAX_PACKET, 1);
}

void packets_release(struct packets *packets)
{
	wire_opus_encoder_free(packets->encoder);
	free(packets->frames);
	free(packets->bytes);
	*packets = (struct packets){0};
}

void packets_restart(struct packets *packets)
{
	packets->next_frame = -1;
}

static int run_up(const struct packets *packets, int64_t frame)
{
	return frame == packets->next_frame ? 0 : N_RUN_UP;
}

struct packets_span packets_get_span(const struct packets *packets, int64_t frame)
{
	int64_t n_before = run_up(packets, frame) * packet_frames(packets->format);
	return (struct packets_span){
		.start_frame = frame + wire_opus_lookahead(packets->encoder) - n_before,
		.n_frames = n_before + packets_block_frames(packets->format),
	};
}

void packets_encode(
	struct packets *packets, int64_t frame, int64_t n_frames, struct wire_data *data)
{
	int64_t n_packet = packet_frames(packets->format);
	int n_run_up = run_up(packets, frame);
	int n_packets = (int)((n_frames + n_packet - 1) / n_packet);
	*data = (struct wire_data){.start_frame = frame,
		.channels = (uint16_t)packets->format.channels,
		.encoding = WIRE_OPUS,
		.n_frames = (uint32_t)n_frames,
		.bytes = packets->bytes};
	data->n_bytes = wire_opus_encode(
		packets->encoder, packets->frames, n_run_up, n_packets, packets->bytes);
	packets->next_frame = n_frames == n_packets * n_packet ? frame + n_frames : -1;
}
