/* How loud, each leg and both: from the rings' channels to the device's, without a click. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_BALANCE_H
#define SPEAKER_BALANCE_H

#include <stdbool.h>
#include <stdint.h>

#include "wire/wire.h"

#define BALANCE_FULL 32768 /* as recorded */

/* What is wanted. */
struct balance_aim {
	enum wire_leg leg;
	int volume_percent; /* 0..200 */
	int level_percent[2]; /* of each leg, 0..WIRE_MAX_LEVEL */
};

/* Callback only. */
struct balance {
	int n_in, n_out;   /* channels, 1 or 2 */
	int n_ramp;        /* frames that a change takes */
	int steps[2][2];   /* by how much a gain changes in one frame */
	int gains[2][2];   /* of each device channel: for each channel of the content */
	int targets[2][2];
	bool is_loud;      /* at these targets what is recorded may be too loud */
};

/* Stereo on one channel is the mean; a leg sounds in both ears; mono content has no legs. */
/* At these gains at once. */
void balance_reset(struct balance *balance, int rate_hz, int n_in, int n_out,
	const struct balance_aim *aim) __attribute__((nonnull));
/* Goes there from the next frame on; false if it is on its way there already. */
bool balance_set(struct balance *balance, const struct balance_aim *aim) __attribute__((nonnull));
/* One frame, at so much of its loudness besides; what is still too loud is clipped. BALANCE_FULL
 * and 1 pass bit for bit. */
void balance_frame(struct balance *balance, const int32_t *in, float gain, int16_t *out)
	__attribute__((nonnull));
/* How large the largest of the samples becomes that this frame makes at the targets. */
int64_t balance_peak(const struct balance *balance, const int16_t *in)
	__attribute__((nonnull, pure));

#endif
