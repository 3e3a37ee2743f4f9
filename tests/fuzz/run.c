/* Runs the fuzz targets, speaks TAP. Usage: run [--hours H | --runs N] [--seed S] [--from K] [TARGET...]
 * With neither --hours nor --runs it is the short run of `make check`. An execution depends on its
 * target, the seed and its number only; a failure is printed with them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "fuzz.h"
#include "mutate.h"

#define HANG_S 120        /* an execution that takes this long is a failure */
#define EXIT_UNUSABLE 2   /* of a child that cannot even begin */
#define TURN_NS 60000000000 /* of each target in a long run, in turns */

static const struct fuzz_target *const targets[] = {&fuzz_media, &fuzz_sound, &fuzz_card,
	&fuzz_incidents, &fuzz_phrases, &fuzz_sheet, &fuzz_keys, &fuzz_wire};
#define N_TARGETS (sizeof targets / sizeof *targets)

struct options {
	int64_t until_ns; /* 0: by number */
	int64_t n_runs;   /* 0: the target's own */
	int64_t from;
	uint64_t seed;
	bool wanted[N_TARGETS];
};

/* What the child has done so far; shared with it. */
struct progress {
	int64_t next; /* the execution under way, or to come */
};

_Noreturn void fuzz_fail(const char *file, int line, const char *what)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

void fuzz_corpus_add(struct fuzz_corpus *corpus, const char *name, const void *bytes, size_t n_bytes)
{
	MEM_GROW(corpus->inputs, corpus->n_inputs, corpus->n_room);
	struct fuzz_input *input = &corpus->inputs[corpus->n_inputs++];
	*input = (struct fuzz_input){mem_alloc(n_bytes + 1), n_bytes, name};
	memcpy(input->bytes, bytes, n_bytes);
}

void fuzz_corpus_load(struct fuzz_corpus *corpus, const char *name, const char *path)
{
	struct str bytes = {0};
	char block[4096];
	size_t n;
	FILE *file = fopen(path, "rb");
	if (!file) {
		perror(path);
		exit(EXIT_UNUSABLE);
	}
	while ((n = fread(block, 1, sizeof block, file)) > 0)
		str_addn(&bytes, block, n);
	fclose(file);
	fuzz_corpus_add(corpus, name, bytes.text ? bytes.text : "", bytes.n_bytes);
	str_release(&bytes);
}

char *fuzz_source_path(const char *name)
{
	const char *srcdir = getenv("srcdir");
	struct str path = {0};
	str_addf(&path, "%s/%s", srcdir ? srcdir : ".", name);
	return str_take(&path);
}

static void release(struct fuzz_corpus *corpus)
{
	for (size_t i = 0; i < corpus->n_inputs; i++)
		free(corpus->inputs[i].bytes);
	free(corpus->inputs);
}

static void run_one(const struct fuzz_target *target, const struct fuzz_corpus *corpus,
	const char *folder, struct fuzz_random random)
{
	struct fuzz_input input = {0};
	if (target->fill)
		input = fuzz_mutate(corpus, &random);
	target->run(&input, folder, &random);
	free(input.bytes);
}

/* The child: executions until the number or the time is up. */
static void run_many(const struct fuzz_target *target, const struct options *options, int64_t end,
	int64_t end_ns, const char *folder, struct progress *progress)
{
	struct fuzz_corpus corpus = {0};
	if (target->fill)
		target->fill(&corpus, folder);
	while (end_ns ? clock_mono_ns() < end_ns : progress->next < end) {
		alarm(HANG_S);
		run_one(target, &corpus, folder,
			(struct fuzz_random){options->seed * UINT64_C(0x2545f4914f6cdd1d) + (uint64_t)progress->next});
		progress->next++;
	}
	alarm(0);
	release(&corpus);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

/* Executions from progress->next on, in a process of their own. */
static bool run_child(const struct fuzz_target *target, const struct options *options, int64_t end,
	int64_t end_ns, struct progress *progress)
{
	char folder[] = "/tmp/callmark-fuzz-XXXXXX";
	int status = 0;
	if (!mkdtemp(folder))
		exit(1);
	fflush(stdout);
	pid_t pid = fork();
	if (pid == 0) {
		run_many(target, options, end, end_ns, folder, progress);
		exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		exit(1);
	nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_UNUSABLE)
		exit(1);
	return status == 0;
}

/* Goes on behind a failure; returns how many there were, at most a few. */
static int run_target(const struct fuzz_target *target, const struct options *options, int64_t end,
	int64_t end_ns, struct progress *progress)
{
	int n_failures = 0;
	while (n_failures < 10 && !run_child(target, options, end, end_ns, progress)) {
		printf("# %s failed, or left something behind before its end; again with: "
		       "run --seed %llu --from %lld --runs 1 %s\n",
			target->name, (unsigned long long)options->seed, (long long)progress->next, target->name);
		progress->next++;
		n_failures++;
	}
	return n_failures;
}

static int report(size_t number, const struct fuzz_target *target, int n_failures, int64_t n_done,
	int64_t taken_ns)
{
	printf("%s %zu - %s\n", n_failures ? "not ok" : "ok", number, target->name);
	printf("# %s: %lld executions, %.0f a second\n", target->name, (long long)n_done,
		(double)n_done * 1e9 / (double)(taken_ns + 1));
	return n_failures;
}

static int run_short(const struct options *options, struct progress *progress)
{
	int n_failures = 0;
	size_t number = 0;
	for (size_t i = 0; i < N_TARGETS; i++) {
		if (!options->wanted[i])
			continue;
		int64_t start_ns = clock_mono_ns();
		int64_t n = options->n_runs ? options->n_runs : targets[i]->n_short;
		progress->next = options->from;
		int failed = run_target(targets[i], options, options->from + n, 0, progress);
		n_failures += report(++number, targets[i], failed, progress->next - options->from,
			clock_mono_ns() - start_ns);
	}
	printf("1..%zu\n", number);
	return n_failures;
}

static int run_long(const struct options *options, struct progress *progress)
{
	int failed[N_TARGETS] = {0}, n_failures = 0;
	int64_t next[N_TARGETS] = {0}, taken_ns[N_TARGETS] = {0};
	for (size_t turn = 0; clock_mono_ns() < options->until_ns; turn++) {
		size_t i = turn % N_TARGETS;
		if (!options->wanted[i])
			continue;
		int64_t start_ns = clock_mono_ns(), end_ns = start_ns + TURN_NS;
		progress->next = next[i];
		failed[i] += run_target(targets[i], options, 0,
			end_ns < options->until_ns ? end_ns : options->until_ns, progress);
		next[i] = progress->next;
		taken_ns[i] += clock_mono_ns() - start_ns;
	}
	for (size_t i = 0; i < N_TARGETS; i++)
		n_failures += report(i + 1, targets[i], failed[i], next[i], taken_ns[i]);
	printf("1..%zu\n", N_TARGETS);
	return n_failures;
}

static bool read_target(struct options *options, const char *name)
{
	for (size_t i = 0; i < N_TARGETS; i++)
		if (strcmp(targets[i]->name, name) == 0)
			return options->wanted[i] = true;
	fprintf(stderr, "run: no target '%s'\n", name);
	return false;
}

static bool read_options(struct options *options, int argc, char **argv)
{
	bool any = false;
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : "0";
		if (strcmp(argv[i], "--hours") == 0)
			options->until_ns = clock_mono_ns() + (int64_t)(atof(value) * 3600e9);
		else if (strcmp(argv[i], "--runs") == 0)
			options->n_runs = atoll(value);
		else if (strcmp(argv[i], "--seed") == 0)
			options->seed = strtoull(value, NULL, 10);
		else if (strcmp(argv[i], "--from") == 0)
			options->from = atoll(value);
		else if (read_target(options, argv[i])) {
			any = true;
			continue;
		} else
			return false;
		i++;
	}
	for (size_t i = 0; i < N_TARGETS; i++)
		options->wanted[i] = options->wanted[i] || !any;
	return true;
}

int main(int argc, char **argv)
{
	struct options options = {.seed = 1};
	if (!read_options(&options, argc, argv))
		return 2;
	struct progress *progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (progress == MAP_FAILED)
		return 1;
	int n_failures = options.until_ns ? run_long(&options, progress) : run_short(&options, progress);
	munmap(progress, sizeof *progress);
	return n_failures > 0;
}
