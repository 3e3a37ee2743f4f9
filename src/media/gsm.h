/* GSM 6.10 full-rate speech, decoded: every sample as libgsm has it, several times as fast. */
/* SPDX-License-Identifier: MIT */
#ifndef MEDIA_GSM_H
#define MEDIA_GSM_H

#include <stdbool.h>
#include <stdint.h>

/* After ETSI EN 300 961 (GSM 06.10), "Full rate speech; Transcoding", 5.3. */
#define GSM_FRAME_SAMPLES 160
#define GSM_BARE_BYTES 33 /* a frame by itself, after four bits 1101 */
#define GSM_PAIR_BYTES 65 /* two frames in Microsoft's packing, the lowest bits first */

#define GSM_HISTORY 120
#define GSM_STAGES 8

/* What a decoder knows of the frames before. */
struct gsm {
	bool plain; /* without the instructions of this machine; to be set after gsm_init, for tests */
	int16_t excitation[GSM_HISTORY + GSM_FRAME_SAMPLES]; /* long-term, then that of the frame */
	int lag;
	int16_t ratios[GSM_STAGES];  /* log area ratios of the frame before */
	int16_t states[GSM_STAGES];  /* of the lattice, the last stage first */
	int16_t emphasis;
};

/* Before the first frame. */
void gsm_init(struct gsm *gsm) __attribute__((nonnull));
/* False, and nothing is decoded, where the four bits are others. */
bool gsm_decode_bare(struct gsm *gsm, const uint8_t bytes[GSM_BARE_BYTES],
	int16_t samples[GSM_FRAME_SAMPLES]) __attribute__((nonnull));
void gsm_decode_pair(struct gsm *gsm, const uint8_t bytes[GSM_PAIR_BYTES],
	int16_t samples[2 * GSM_FRAME_SAMPLES]) __attribute__((nonnull));

#endif
