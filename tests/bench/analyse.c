/* What analysing a long recording costs, beside ffmpeg, sox and bare decoding, taken in turns.
 *   analyse make FILE HOURS CHANNELS [SOURCE...]  writes a long call; the format goes by the ending
 *   analyse decode FILE | detect FILE             one pass in one thread
 *   analyse compare ROUNDS FILE...                ratios of user time to that of detect
 *   analyse threads ROUNDS N FILE...              how much sooner N threads are done with one call
 *   analyse memory CALLMARK FILE...               peak memory of `CALLMARK gaps FILE` */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <sndfile.h>

#include "analysis/analysis.h"
#include "base/clock.h"
#include "base/mem.h"
#include "material.h"
#include "media/media.h"
#include "scan/scan.h"

#define BLOCK_FRAMES 16384
#define MAX_ROUNDS 64

static void die(const char *what, const char *why)
{
	fprintf(stderr, "analyse: %s: %s\n", what, why);
	exit(1);
}

static const struct ending {
	const char *ending;
	int format;
} endings[] = {
	{".pcm.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16},
	{".ulaw.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW},
	{".gsm.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610},
	{".flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16},
	{".mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III},
	{".ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS},
};

static int format_of(const char *path)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i].ending), n_path = strlen(path);
		if (n_path > n && strcmp(path + n_path - n, endings[i].ending) == 0)
			return endings[i].format;
	}
	die(path, "name it .pcm.wav, .ulaw.wav, .gsm.wav, .flac, .mp3 or .ogg");
	return 0;
}

/* The second channel has the same material from its middle on. */
static void write_call(SNDFILE *snd, const struct material *material, int channels, int64_t n_frames)
{
	int16_t *block = mem_zalloc(BLOCK_FRAMES * 2, sizeof *block);
	for (int64_t at = 0; at < n_frames; at += BLOCK_FRAMES) {
		int64_t n = n_frames - at < BLOCK_FRAMES ? n_frames - at : BLOCK_FRAMES;
		for (int64_t i = 0; i < n; i++)
			for (int c = 0; c < channels; c++)
				block[i * channels + c] =
					material->samples[(at + i + c * material->n / 2) % material->n];
		if (sf_writef_short(snd, block, n) != n)
			die("writing", sf_strerror(snd));
	}
	free(block);
}

static int make(int n_arguments, char **arguments)
{
	if (n_arguments < 3)
		die("make", "wants FILE HOURS CHANNELS");
	struct material material = {0};
	for (int i = 3; i < n_arguments; i++)
		material_load(&material, arguments[i]);
	if (n_arguments == 3) {
		char *sample = material_sample();
		material_load(&material, sample);
		free(sample);
	}
	int channels = atoi(arguments[2]);
	SF_INFO sf = {.format = format_of(arguments[0]),
		.samplerate = MATERIAL_RATE_HZ,
		.channels = channels};
	SNDFILE *snd = sf_open(arguments[0], SFM_WRITE, &sf);
	if (!snd)
		die(arguments[0], sf_strerror(NULL));
	write_call(snd, &material, channels, llround(atof(arguments[1]) * 3600 * MATERIAL_RATE_HZ));
	sf_close(snd);
	material_release(&material);
	return 0;
}

static int pass(char *path, bool detect)
{
	struct err err;
	struct call_leg leg = {.path = path};
	struct media *media = media_open(&leg, 1, &media_options_default, &err);
	if (!media)
		die(path, err.text);
	struct pcm_format format = media_get_info(media)->format;
	struct analysis *analysis = analysis_new(&format, &analysis_options_default);
	int16_t *block = mem_zalloc(BLOCK_FRAMES * 2, sizeof *block);
	int64_t n;
	while ((n = media_read(media, block, BLOCK_FRAMES, &err)) > 0)
		if (detect)
			analysis_push(analysis, block, n);
	if (n < 0)
		die(path, err.text);
	analysis_finish(analysis);
	size_t n_events;
	analysis_get_events(analysis, &n_events);
	if (detect)
		printf("%zu events\n", n_events);
	analysis_free(analysis);
	media_free(media);
	free(block);
	return 0;
}

/* Runs a command to its end, its output thrown away. */
static struct rusage run(char *const command[])
{
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);
		dup2(null, 0);
		dup2(null, 1);
		dup2(null, 2);
		execvp(command[0], command);
		_exit(127);
	}
	int status;
	struct rusage usage;
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		die(command[0], "cannot be run");
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
		die(command[0], "is not there, or died");
	return usage;
}

static double user_s(char *const command[])
{
	struct rusage usage = run(command);
	return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double median(double *values, int n)
{
	qsort(values, (size_t)n, sizeof *values, by_value);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static double least(double *values, int n)
{
	qsort(values, (size_t)n, sizeof *values, by_value);
	return values[0];
}

static const char *name_of(const char *path)
{
	return strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
}

enum { DETECT, DECODE, FFMPEG, SOX, N_COMMANDS };

/* The four take turns, so that a busy minute of the machine falls on all of them. */
static void compare_file(char *self, char *path, int n_rounds)
{
	char *const commands[N_COMMANDS][12] = {
		{self, "detect", path, NULL},
		{self, "decode", path, NULL},
		{"ffmpeg", "-nostdin", "-threads", "1", "-i", path, "-af", "silencedetect", "-f", "null", "-",
			NULL},
		{"sox", path, "-n", "stat", NULL},
	};
	double seconds[N_COMMANDS][MAX_ROUNDS], of_command[N_COMMANDS];
	for (int round = 0; round < n_rounds; round++)
		for (int k = 0; k < N_COMMANDS; k++)
			seconds[k][round] = user_s(commands[k]);
	for (int k = 0; k < N_COMMANDS; k++)
		of_command[k] = median(seconds[k], n_rounds);
	printf("| %s | %.2f s | %.2f | %.2f | %.2f |\n", name_of(path), of_command[DETECT],
		of_command[FFMPEG] / of_command[DETECT], of_command[SOX] / of_command[DETECT],
		of_command[DETECT] / of_command[DECODE]);
	fflush(stdout);
}

static int compare(char *self, int n_arguments, char **arguments)
{
	int n_rounds = n_arguments > 0 ? atoi(arguments[0]) : 0;
	if (n_rounds < 1 || n_rounds > MAX_ROUNDS)
		die("compare", "wants ROUNDS (1..64) FILE...");
	printf("| file | detect | ffmpeg / detect | sox / detect | detect / decode |\n|---|---|---|---|---|\n");
	for (int i = 1; i < n_arguments; i++)
		compare_file(self, arguments[i], n_rounds);
	return 0;
}

/* What hearing one call took. */
struct cost {
	double seconds, cpu_s;
};

static double cpu_s(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

static struct cost scan_cost(char *path, int n_threads)
{
	struct err err;
	struct call_leg leg = {.path = path};
	struct scan_status status = {.state = SCAN_WAITING};
	struct scan *scan = scan_new(n_threads, &err);
	if (!scan)
		die(path, err.text);
	int64_t start_ns = clock_mono_ns();
	double start_cpu_s = cpu_s();
	uint64_t job = scan_submit(scan, &(struct scan_request){.legs = &leg, .n_legs = 1,
		.media = media_options_default, .analysis = analysis_options_default,
		.n_threads = n_threads});
	while (status.state == SCAN_WAITING || status.state == SCAN_RUNNING) {
		struct pollfd news = {.fd = scan_get_fd(scan), .events = POLLIN};
		poll(&news, 1, -1);
		scan_drain(scan);
		if (!scan_get_status(scan, job, &status))
			break;
	}
	struct cost cost = {(double)(clock_mono_ns() - start_ns) / 1e9, cpu_s() - start_cpu_s};
	if (status.state == SCAN_FAILED)
		die(path, status.err.text);
	scan_free(scan);
	return cost;
}

static void compare_threads(char *path, int n_rounds, int n_threads)
{
	double one[MAX_ROUNDS], many[MAX_ROUNDS], cpu_one[MAX_ROUNDS], cpu_many[MAX_ROUNDS];
	for (int round = 0; round < n_rounds; round++) {
		struct cost cost = scan_cost(path, 1);
		one[round] = cost.seconds;
		cpu_one[round] = cost.cpu_s;
		cost = scan_cost(path, n_threads);
		many[round] = cost.seconds;
		cpu_many[round] = cost.cpu_s;
	}
	double s = least(one, n_rounds);
	printf("| %s | %.2f s | %.2f | %.2f |\n", name_of(path), s, s / least(many, n_rounds),
		least(cpu_one, n_rounds) / least(cpu_many, n_rounds));
	fflush(stdout);
}

static int threads(int n_arguments, char **arguments)
{
	int n_rounds = n_arguments > 2 ? atoi(arguments[0]) : 0, n_threads = n_rounds ? atoi(arguments[1]) : 0;
	if (n_rounds < 1 || n_rounds > MAX_ROUNDS || n_threads < 2)
		die("threads", "wants ROUNDS (1..64) N (2..64) FILE...");
	printf("| file | one thread | one / %d threads | CPU of one / of %d |\n|---|---|---|---|\n", n_threads,
		n_threads);
	for (int i = 2; i < n_arguments; i++)
		compare_threads(arguments[i], n_rounds, n_threads);
	return 0;
}

static int memory(int n_arguments, char **arguments)
{
	if (n_arguments < 2)
		die("memory", "wants CALLMARK FILE...");
	for (int i = 1; i < n_arguments; i++) {
		char *const command[] = {arguments[0], "gaps", "--jobs", "1", arguments[i], NULL};
		struct rusage usage = run(command);
		printf("%s: %.1f MiB\n", arguments[i], (double)usage.ru_maxrss / 1024);
	}
	return 0;
}

int main(int argc, char **argv)
{
	const char *verb = argc > 2 ? argv[1] : "";
	if (strcmp(verb, "make") == 0)
		return make(argc - 2, argv + 2);
	if (strcmp(verb, "decode") == 0 || strcmp(verb, "detect") == 0)
		return pass(argv[2], strcmp(verb, "detect") == 0);
	if (strcmp(verb, "compare") == 0)
		return compare(argv[0], argc - 2, argv + 2);
	if (strcmp(verb, "threads") == 0)
		return threads(argc - 2, argv + 2);
	if (strcmp(verb, "memory") == 0)
		return memory(argc - 2, argv + 2);
	fputs("usage: analyse make|decode|detect|compare|threads|memory ...\n", stderr);
	return 2;
}
