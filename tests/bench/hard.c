/* How well gaps are found under each hard condition. Usage: hard [CALLS [SEED [CONDITION [FOLDER]]]];
 * prints a table and its worst row, and writes the calls into the folder to be listened to. Precision and recall are of gaps over 3 s, a pair being one that shares half of its
 * union. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sndfile.h>

#include "hard_score.h"

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double edge_ms(struct hard_score *score, double part)
{
	if (score->n_edges == 0)
		return 0;
	qsort(score->edge_s, (size_t)score->n_edges, sizeof(double), by_value);
	return 1000 * score->edge_s[(int)(part * (score->n_edges - 1))];
}

static double ratio(int part, int whole)
{
	return whole ? (double)part / whole : 1;
}

/* Prints a row; returns what counts for the worst. */
static double print_row(const char *name, struct hard_score *score)
{
	double precision = ratio(score->n_right, score->n_found), recall = ratio(score->n_hit, score->n_truth);
	double kind = ratio(score->n_kind, score->n_pairs);
	printf("| %s | %.3f | %.3f | %.3f | %.3f | %.0f | %.0f |\n", name, precision, recall, kind,
		ratio(score->n_class, score->n_pairs), edge_ms(score, 0.5), edge_ms(score, 0.95));
	fflush(stdout);
	return fmin(fmin(precision, recall), kind);
}

/* FOLDER/SEED.wav */
static void write_call(const struct hard_call *call, const char *folder, int seed)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%d.wav", folder, seed);
	SF_INFO sf = {.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16,
		.samplerate = HARD_RATE_HZ,
		.channels = call->channels};
	SNDFILE *snd = sf_open(path, SFM_WRITE, &sf);
	if (!snd || sf_writef_short(snd, call->frames, call->n_frames) != call->n_frames) {
		fprintf(stderr, "%s: %s\n", path, sf_strerror(snd));
		exit(1);
	}
	sf_close(snd);
	for (size_t g = 0; g < call->n_gaps; g++)
		printf("%s: %.2f..%.2f s %s\n", path, call->gaps[g].start_s, call->gaps[g].end_s,
			call->gaps[g].hold ? "hold" : "silence");
}

int main(int argc, char **argv)
{
	int n_calls = argc > 1 ? atoi(argv[1]) : 10, seed = argc > 2 ? atoi(argv[2]) : 1;
	struct hard_bank *bank = hard_bank_new();
	const char *worst_name = "";
	double worst = 2;
	printf("| condition | precision | recall | kind right | class right | edge median ms | 95 %% ms |\n"
	       "|---|---|---|---|---|---|---|\n");
	for (const struct hard_condition *condition = hard_conditions(); condition->name; condition++) {
		if (argc > 3 && strcmp(argv[3], condition->name) != 0)
			continue;
		struct hard_score score = {0};
		for (int i = 0; i < n_calls; i++) {
			struct hard_call call;
			hard_call_init(&call, bank, condition, (uint32_t)(seed + i));
			hard_score_call(&score, &call);
			if (argc > 4)
				write_call(&call, argv[4], seed + i);
			hard_call_release(&call);
		}
		double value = print_row(condition->name, &score);
		if (value < worst) {
			worst = value;
			worst_name = condition->name;
		}
	}
	printf("\nworst: %s, %.3f\n", worst_name, worst);
	hard_bank_free(bank);
	return 0;
}
