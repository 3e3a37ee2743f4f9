/* How loud, each leg and both. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/balance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RAMP_MS 5

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

static void find_targets(
	const struct balance *balance, const struct balance_aim *aim, int targets[2][2])
{
	for (int o = 0; o < balance->n_out; o++)
		for (int i = 0; i < balance->n_in; i++)
			targets[o][i] = (int)((int64_t)share(balance, o, i, aim->leg) *
					      aim->volume_percent / 100 *
					      aim->level_percent[i] / 100);
}

static bool is_loud(const struct balance *balance)
{
	for (int o = 0; o < balance->n_out; o++)
		if (balance->targets[o][0] + balance->targets[o][1] > BALANCE_FULL)
			return true;
	return false;
}

static void set_steps(struct balance *balance)
{
	for (int o = 0; o < balance->n_out; o++)
		for (int i = 0; i < balance->n_in; i++)
			balance->steps[o][i] =
				abs(balance->targets[o][i] - balance->gains[o][i]) /
					balance->n_ramp +
				1;
}

bool balance_set(struct balance *balance, const struct balance_aim *aim)
{
	int targets[2][2] = {{0}};
	find_targets(balance, aim, targets);
	if (memcmp(targets, balance->targets, sizeof targets) == 0)
		return false;
	memcpy(balance->targets, targets, sizeof targets);
	balance->is_loud = is_loud(balance);
	set_steps(balance);
	return true;
}

void balance_reset(struct balance *balance, int rate_hz, int n_in, int n_out,
	const struct balance_aim *aim)
{
	*balance = (struct balance){
		.n_in = n_in, .n_out = n_out, .n_ramp = rate_hz * RAMP_MS / 1000};
	balance_set(balance, aim);
	memcpy(balance->gains, balance->targets, sizeof balance->gains);
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

void balance_frame(struct balance *balance, const int32_t *in, float gain, int16_t *out)
{
	for (int o = 0; o < balance->n_out; o++) {
		int64_t sum = BALANCE_FULL / 2;
		for (int i = 0; i < balance->n_in; i++) {
			int *own = &balance->gains[o][i];
			*own = nearer(*own, balance->targets[o][i], balance->steps[o][i]);
			sum += (int64_t)in[i] * *own;
		}
		sum >>= 15;
		out[o] = clip(gain < 1 ? lrintf((float)sum * gain) : sum);
	}
}

int64_t balance_peak(const struct balance *balance, const int16_t *in)
{
	int64_t peak = 0;
	for (int o = 0; o < balance->n_out; o++) {
		int64_t sum = 0;
		for (int i = 0; i < balance->n_in; i++)
			sum += (int64_t)in[i] * balance->targets[o][i];
		sum = llabs(sum) >> 15;
		peak = sum > peak ? sum : peak;
	}
	return peak;
}
