/* Listens to a recording of the driver's bursts or tone: where they are heard, and whether it clicks. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "content.h"
#include "record.h"

#define LOUD 3000
#define QUIET_MS 40       /* before a burst */
#define UNSETTLED_MS 250  /* after a command it may be the middle of a burst that begins */
#define MAX_ERROR_1X_MS 5.0
#define MAX_ERROR_MS 30.0

static int n_failed;

static void test(bool ok, const char *name)
{
	printf("%sok - %s\n", ok ? "" : "not ", name);
	n_failed += !ok;
}

/* The speed at that time, 0 while something has just been asked for. */
static int speed_at(const struct log *log, double ns)
{
	int percent = 100;
	for (size_t i = 0; i < log->n_commands && (double)log->commands[i].ns <= ns; i++) {
		const struct command *command = &log->commands[i];
		if (strcmp(command->verb, "speed") == 0)
			percent = (int)command->frame;
		if (ns - (double)command->ns < UNSETTLED_MS * 1e6)
			return 0;
	}
	return percent;
}

/* What was claimed at that time, between two claims evenly; -1: nothing. */
static double claimed_at(const struct log *log, double ns)
{
	for (size_t i = 1; i < log->n_claims; i++) {
		const struct claim *before = &log->claims[i - 1], *after = &log->claims[i];
		if ((double)before->ns > ns || (double)after->ns < ns)
			continue;
		double part = (ns - (double)before->ns) / (double)(after->ns - before->ns);
		return (double)before->frame + part * (double)(after->frame - before->frame);
	}
	return -1;
}

struct errors {
	int n;
	double sum, sum_abs, worst;
};

static void add_error(struct errors *errors, double error_ms)
{
	errors->n++;
	errors->sum += error_ms;
	errors->sum_abs += fabs(error_ms);
	if (fabs(error_ms) > fabs(errors->worst))
		errors->worst = error_ms;
}

static int class_of(int percent)
{
	if (percent == 100)
		return 0;
	return percent < 100 ? 1 : percent <= 200 ? 2 : 3;
}

/* A burst is heard at that place of the recording: how far is the playhead beside it. */
static void hear_burst(
	const struct log *log, int rate_hz, int64_t place, struct errors errors[4])
{
	double ns = record_time(log, rate_hz, place), claimed = claimed_at(log, ns);
	int percent = speed_at(log, ns);
	if (percent == 0 || claimed < 0)
		return;
	double beside = remainder(claimed, BURST_EVERY) * 1000 / CONTENT_RATE_HZ;
	add_error(&errors[class_of(percent)], beside);
}

static void hear_bursts(const struct samples *sound, const struct log *log, int rate_hz)
{
	static const char *const names[] = {"1x", "50 to 75 %", "125 to 200 %", "250 to 300 %"};
	struct errors errors[4] = {{0}};
	int64_t n_quiet = 0, n_needed = (int64_t)rate_hz * QUIET_MS / 1000;
	for (int64_t i = 0; i < sound->n; i++) {
		bool loud = abs(sound->at[i]) > LOUD;
		if (loud && n_quiet >= n_needed)
			hear_burst(log, rate_hz, i, errors);
		n_quiet = loud ? 0 : n_quiet + 1;
	}
	bool all_heard = true, near = true;
	for (int i = 0; i < 4; i++) {
		const struct errors *e = &errors[i];
		printf("# %s: playhead minus sound: mean %.2f ms, mean of sizes %.2f ms, worst %.2f ms, "
		       "%d places\n",
			names[i], e->sum / e->n, e->sum_abs / e->n, e->worst, e->n);
		all_heard &= e->n > 5;
		near &= fabs(e->worst) <= (i == 0 ? MAX_ERROR_1X_MS : MAX_ERROR_MS);
	}
	test(all_heard, "bursts are heard at every speed");
	test(near, "the playhead is where they are");
}

/* Silence from that place on, or up to it. */
static bool is_silent(const struct samples *sound, int64_t from, int64_t to)
{
	for (int64_t i = from < 0 ? 0 : from; i < to && i < sound->n; i++)
		if (sound->at[i] != 0)
			return false;
	return true;
}

/* The tone's own largest step is 2 pi x 100 / rate of its level; two of them crossfaded, and the
 * fade's own steps: less than three times that. A larger one into silence and out of it is where a busy
 * machine let the server run dry: no faded sound ends so. */
static void hear_tone(const struct samples *sound, int rate_hz)
{
	int largest = 0, n_cuts = 0;
	int64_t where = 0, n_sound = 0, n_silent = rate_hz / 200;
	double own = TONE_LEVEL * 2 * M_PI * TONE_HZ / rate_hz;
	for (int64_t i = 1; i < sound->n; i++) {
		int step = abs(sound->at[i] - sound->at[i - 1]);
		n_sound += sound->at[i] != 0;
		if (step <= largest)
			continue;
		bool falls = step > 2 * own && is_silent(sound, i, i + n_silent);
		n_cuts += falls;
		if (falls || (step > 2 * own && is_silent(sound, i - n_silent, i)))
			continue;
		where = i;
		largest = step;
	}
	printf("# largest step %d, the tone's own %.0f, at %.3f s; %.1f s of sound\n", largest, own,
		(double)where / rate_hz, (double)n_sound / rate_hz);
	test(n_sound > rate_hz, "a tone is heard");
	test(n_cuts == 0, "the server does not run dry");
	test(largest < 3 * own, "nothing clicks");
}

int main(int argc, char **argv)
{
	struct log log = {0};
	FILE *file = argc == 5 ? fopen(argv[4], "r") : NULL;
	if (!file) {
		fprintf(stderr, "usage: listen bursts|tone RATE RECORDING LOG\n");
		return 2;
	}
	record_read_log(&log, file);
	fclose(file);
	struct samples sound = record_read_sound(argv[3]);
	int rate_hz = atoi(argv[2]);
	if (log.n_reports == 0 || sound.n < rate_hz) {
		fprintf(stderr, "# nothing was recorded\n");
		return 1;
	}
	if (strcmp(argv[1], "bursts") == 0)
		hear_bursts(&sound, &log, rate_hz);
	else
		hear_tone(&sound, rate_hz);
	return n_failed > 0;
}
