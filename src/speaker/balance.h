/* How loud, and which of the two legs: from the rings' channels to the device's, without a click. */
/* SPDX-License-Identifier: MIT */
#ifndef SPEAKER_BALANCE_H
#define SPEAKER_BALANCE_H

#include <stdint.h>

#include "wire/wire.h"

#define BALANCE_FULL 32768 /* as recorded */

/* Callback only. */
struct balance {
	int n_in, n_out; /* channels, 1 or 2 */
	int step;        /* by how much a gain changes in one frame: any change is done in 5 ms */
	int gains[2][2]; /* of each device channel: for each channel of the content */
	int targets[2][2];
};

/* Stereo on one channel is the mean; a leg sounds in both ears; mono content has no legs. Volumes are
 * 0..200 %. */
/* At these gains at once. */
void balance_reset(struct balance *balance, int rate_hz, int n_in, int n_out, enum wire_leg leg,
	int volume_percent) __attribute__((nonnull));
/* Goes there from the next frame on. */
void balance_aim(struct balance *balance, enum wire_leg leg, int volume_percent)
	__attribute__((nonnull));
/* One frame; what is too loud is clipped. BALANCE_FULL passes bit for bit. */
void balance_frame(struct balance *balance, const int32_t *in, int16_t *out)
	__attribute__((nonnull));

#endif
