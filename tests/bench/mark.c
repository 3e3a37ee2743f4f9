/* What a durable mark costs, beside a bare overwrite of 4 KiB with fdatasync, taken in turns.
 * Usage: mark [FOLDER [N]]; prints one line a figure. Not part of the tests: it measures the disk.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/store.h"

#define BLOCK 4096
#define N_BLOCKS 256
#define N_ITEMS 20

struct bench {
	struct store *store;
	struct store_review review;
	int fd;
	int64_t *bare_ns;
	int64_t *mark_ns;
	int n;
};

static void die(const char *what, const char *why)
{
	fprintf(stderr, "mark: %s: %s\n", what, why);
	exit(1);
}

static void prepare_store(struct bench *bench, const char *path)
{
	struct err err = {0};
	static char keys[N_ITEMS][ITEM_KEY_SIZE]; /* static only for their size */
	static char recording[] = "/calls/bench.wav";
	const char *item_keys[N_ITEMS];
	struct store_card_level levels[3 * N_ITEMS];
	const struct store_options options = {.path = path, .person = "bench"};
	const struct call_leg leg = {recording, LEG_MIXED, 1, 1};
	char call_id[ID_SIZE];
	int64_t card_row;
	for (int i = 0; i < N_ITEMS; i++) {
		snprintf(keys[i], sizeof keys[i], "%d.%d", i / 5 + 1, i % 5 + 1);
		item_keys[i] = keys[i];
		for (int k = 0; k < 3; k++)
			levels[3 * i + k] = (struct store_card_level){
				keys[i], (const char *[]){"not-met", "met", "exceeded"}[k], k + 1};
	}
	bench->store = store_open(&options, &err);
	if (!bench->store || !store_add_call(bench->store, "bench", &leg, 1, call_id, &err) ||
		!store_put_card(bench->store, "bench", 1, "text", 4, item_keys, N_ITEMS, levels,
			3 * N_ITEMS, &card_row, &err) ||
		!store_add_review(bench->store, call_id, card_row, &bench->review, &err))
		die(path, err.text);
}

static void prepare_file(struct bench *bench, const char *path)
{
	char block[BLOCK] = {1};
	bench->fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	for (int i = 0; bench->fd >= 0 && i < N_BLOCKS; i++)
		if (pwrite(bench->fd, block, BLOCK, (off_t)i * BLOCK) != BLOCK)
			die(path, "cannot write");
	if (bench->fd < 0 || fsync(bench->fd) != 0)
		die(path, "cannot write");
}

static int64_t time_bare(struct bench *bench, int i)
{
	char block[BLOCK];
	memset(block, i, sizeof block);
	int64_t start_ns = clock_mono_ns();
	if (pwrite(bench->fd, block, BLOCK, (off_t)(i % N_BLOCKS) * BLOCK) != BLOCK ||
		fdatasync(bench->fd) != 0)
		die("bare", "cannot write");
	return clock_mono_ns() - start_ns;
}

/* As the review does it: an answer, and the playhead as its evidence. */
static int64_t time_mark(struct bench *bench, int i)
{
	struct store_ack ack;
	struct store_change change = {.set_level = true,
		.level = 1 + (i / N_ITEMS + i % N_ITEMS) % 3,
		.set_evidence = true,
		.evidence_ms = 1500 * (int64_t)i,
		.evidence_end_ms = -1,
		.score_centi = i};
	snprintf(change.item_key, sizeof change.item_key, "%d.%d", i % N_ITEMS / 5 + 1, i % 5 + 1);
	int64_t start_ns = clock_mono_ns();
	uint64_t ticket = store_submit(bench->store, bench->review.id, &change);
	int64_t mark_ns = clock_mono_ns() - start_ns;
	if (!store_next_ack(bench->store, &ack) || !ack.saved || ack.ticket != ticket)
		die("mark", "not saved");
	return mark_ns;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x < y ? -1 : x > y;
}

static void print_times(const char *name, int64_t *ns, int n)
{
	qsort(ns, (size_t)n, sizeof *ns, compare);
	printf("%s p50 %.3f ms p95 %.3f ms p99 %.3f ms max %.3f ms\n", name,
		(double)ns[n / 2] / 1e6, (double)ns[n * 95 / 100] / 1e6,
		(double)ns[n * 99 / 100] / 1e6, (double)ns[n - 1] / 1e6);
}

/* One after the other, as fast as they are acknowledged. */
static void count_a_second(struct bench *bench)
{
	int64_t sum_ns = 0;
	for (int i = 0; i < bench->n; i++)
		sum_ns += time_mark(bench, i);
	printf("%.0f marks a second\n", (double)bench->n * 1e9 / (double)sum_ns);
}

static int64_t time_change(struct bench *bench, const struct store_change *change)
{
	struct store_ack ack;
	int64_t start_ns = clock_mono_ns();
	uint64_t ticket = store_submit(bench->store, bench->review.id, change);
	int64_t change_ns = clock_mono_ns() - start_ns;
	if (!store_next_ack(bench->store, &ack) || !ack.saved || ack.ticket != ticket)
		die("change", "not saved");
	return change_ns;
}

/* What else a key changes. */
static void time_others(struct bench *bench)
{
	static char said[] = "as I said before";
	const struct store_change undo = {.kind = CHANGE_UNDO};
	const struct {
		const char *name;
		struct store_change change;
	} kinds[] = {
		{"occurrence", {.item_key = "1.1", .occurrence = OCCURRENCE_ADD, .score_centi = -1}},
		{"reasons",
			{.item_key = "1.2", .set_reasons = true, .reasons = "N1 N3", .score_centi = -1}},
		{"comment",
			{.item_key = "1.3", .set_comment = true, .comment = said, .score_centi = -1}},
		{"note", {.kind = CHANGE_NOTE, .text = said, .score_centi = -1}},
		{"incident", {.kind = CHANGE_INCIDENT,
				     .score_centi = -1,
				     .incident = {.class = "a", .end_ms = -1, .texts = {said}}}},
	};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		for (int i = 0; i < bench->n; i++) {
			bench->mark_ns[i] = time_change(bench, &kinds[k].change);
			bench->bare_ns[i] = time_change(bench, &undo);
		}
		print_times(kinds[k].name, bench->mark_ns, bench->n);
	}
	print_times("undo", bench->bare_ns, bench->n);
}

static void print_ratio(const struct bench *bench)
{
	printf("ratio p50 %.2f p99 %.2f\n",
		(double)bench->mark_ns[bench->n / 2] / (double)bench->bare_ns[bench->n / 2],
		(double)bench->mark_ns[bench->n * 99 / 100] /
			(double)bench->bare_ns[bench->n * 99 / 100]);
}

static void run(struct bench *bench)
{
	bench->bare_ns = calloc((size_t)bench->n, sizeof *bench->bare_ns);
	bench->mark_ns = calloc((size_t)bench->n, sizeof *bench->mark_ns);
	if (!bench->bare_ns || !bench->mark_ns)
		die("mark", "out of memory");
	/* The idle second before the first mark, which a person always leaves. */
	store_service(bench->store, store_get_deadline_ns(bench->store));
	for (int i = 0; i < bench->n; i++) {
		bench->bare_ns[i] = time_bare(bench, i);
		bench->mark_ns[i] = time_mark(bench, i);
	}
	print_times("bare", bench->bare_ns, bench->n);
	print_times("mark", bench->mark_ns, bench->n);
	print_ratio(bench);
	count_a_second(bench);
	time_others(bench);
	free(bench->bare_ns);
	free(bench->mark_ns);
}

static void time_open(const char *path)
{
	struct err err = {0};
	int64_t ns[50];
	const struct store_options options = {.path = path, .person = "bench"};
	for (int i = 0; i < 50; i++) {
		int64_t start_ns = clock_mono_ns();
		struct store *store = store_open(&options, &err);
		ns[i] = clock_mono_ns() - start_ns;
		if (!store)
			die(path, err.text);
		store_close(store);
	}
	print_times("open", ns, 50);
}

int main(int argc, char **argv)
{
	static const char *const names[] = {"marks.db", "bare"};
	struct str folder = {0}, path[2] = {{0}, {0}};
	struct bench bench = {.n = argc > 2 ? atoi(argv[2]) : 1000};
	str_addf(&folder, "%s/callmark-bench-XXXXXX", argc > 1 ? argv[1] : ".");
	if (bench.n < 1 || !mkdtemp(folder.text))
		die(str_get(&folder), "cannot make the folder");
	for (int i = 0; i < 2; i++)
		str_addf(&path[i], "%s/%s", str_get(&folder), names[i]);
	prepare_store(&bench, str_get(&path[0]));
	prepare_file(&bench, str_get(&path[1]));
	run(&bench);
	store_close(bench.store);
	close(bench.fd);
	time_open(str_get(&path[0]));
	for (int i = 0; i < 2; i++) {
		unlink(str_get(&path[i]));
		str_release(&path[i]);
	}
	rmdir(str_get(&folder));
	str_release(&folder);
	return 0;
}
