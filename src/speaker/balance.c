/* How loud, and which of the two legs. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/balance.h"

#define RAMP_MS 5
#define MAX_GAIN (2 * BALANCE_FULL)

/* Of full gain: how much of this leg of the content there is in this ear. */
static int share(const struct balance *balance, int out, int in, enum wire_leg leg)
{
	if (balance->n_in == 1)
		return BALANCE_FULL;
	if (leg != WIRE_LEG_BOTH)
		return in == (leg == WIRE_LEG_SECOND) ? BALANCE_FULL : 0;
	if (balance->n_out == 1)
		return BALANCE_FULL / 2;
	return in == out ? BALANCE_FULL : 0;
}

void balance_aim(struct balance *balance, enum wire_leg leg, int volume_percent)
{
	for (int o = 0; o < balance->n_out; o++)
		for (int i = 0; i < balance->n_in; i++)
			balance->targets[o][i] =
				share(balance, o, i, leg) * volume_percent / 100;
}

void balance_reset(struct balance *balance, int rate_hz, int n_in, int n_out, enum wire_leg leg,
	int volume_percent)
{
	int n_frames = rate_hz * RAMP_MS / 1000;
	*balance = (struct balance){.n_in = n_in, .n_out = n_out};
	balance->step = (MAX_GAIN + n_frames - 1) / n_frames;
	balance_aim(balance, leg, volume_percent);
	for (int o = 0; o < n_out; o++)
		for (int i = 0; i < n_in; i++)
			balance->gains[o][i] = balance->targets[o][i];
}

static int nearer(int gain, int target, int step)
{
	if (gain < target)
		return gain + step < target ? gain + step : target;
	return gain - step > target ? gain - step : target;
}

static int16_t clip(int64_t sum)
{
	return (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
}

void balance_frame(struct balance *balance, const int32_t *in, int16_t *out)
{
	for (int o = 0; o < balance->n_out; o++) {
		int64_t sum = BALANCE_FULL / 2;
		for (int i = 0; i < balance->n_in; i++) {
			int *gain = &balance->gains[o][i];
			*gain = nearer(*gain, balance->targets[o][i], balance->step);
			sum += (int64_t)in[i] * *gain;
		}
		out[o] = clip(sum >> 15);
	}
}
