/* What a playback test left behind. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "record.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define AROUND_NS INT64_C(250000000)

struct samples record_read_sound(const char *path)
{
	struct samples samples = {0};
	FILE *file = fopen(path, "rb");
	if (!file)
		return samples;
	fseek(file, 0, SEEK_END);
	samples.n = ftell(file) / 2;
	rewind(file);
	samples.at = mem_zalloc((size_t)samples.n + 1, 2);
	samples.n = (int64_t)fread(samples.at, 2, (size_t)samples.n, file);
	fclose(file);
	return samples;
}

void record_read_log(struct log *log, FILE *file)
{
	char line[128], verb[8];
	int64_t ns, number, other;
	while (fgets(line, sizeof line, file)) {
		other = 0;
		if (sscanf(line, "P %" SCNd64 " %" SCNd64 " %" SCNd64, &ns, &number, &other) >= 2) {
			MEM_GROW(log->claims, log->n_claims, log->room_claims);
			log->claims[log->n_claims++] = (struct claim){ns, number, other};
		} else if (sscanf(line, "M %" SCNd64 " %" SCNd64, &ns, &number) == 2) {
			MEM_GROW(log->marks, log->n_marks, log->room_marks);
			log->marks[log->n_marks++] = (struct claim){ns, number, 0};
		} else if (sscanf(line, "T %" SCNd64 " %" SCNd64, &ns, &number) == 2) {
			MEM_GROW(log->reports, log->n_reports, log->room_reports);
			log->reports[log->n_reports++] =
				(struct report){ns, (double)(ns - number * 1000)};
		} else if (sscanf(line, "C %" SCNd64 " %7s %" SCNd64 " %" SCNd64, &ns, verb,
				   &number, &other) == 4) {
			MEM_GROW(log->commands, log->n_commands, log->room_commands);
			struct command *command = &log->commands[log->n_commands++];
			*command = (struct command){.ns = ns, .frame = number, .other = other};
			memcpy(command->verb, verb, sizeof verb);
		}
	}
}

/* When the first frame of the recording would have been heard, by the reports of that time. A report is
 * read late at times, never early, so the second earliest around counts; and on a busy machine the
 * server's clock slips, so only those of that time. */
static double start_by(const struct log *log, double ns)
{
	double first = INFINITY, second = INFINITY;
	for (size_t i = 0; i < log->n_reports; i++) {
		const struct report *report = &log->reports[i];
		if (fabs((double)report->ns - ns) > AROUND_NS)
			continue;
		if (report->start_ns < first) {
			second = first;
			first = report->start_ns;
		} else if (report->start_ns < second) {
			second = report->start_ns;
		}
	}
	return second;
}

double record_place(const struct log *log, int rate_hz, int64_t ns)
{
	return ((double)ns - start_by(log, (double)ns)) * rate_hz / 1e9;
}

double record_time(const struct log *log, int rate_hz, int64_t place)
{
	double since_ns = (double)place * 1e9 / rate_hz;
	/* By any report it is near enough to find those around it. */
	return start_by(log, log->reports[0].start_ns + since_ns) + since_ns;
}
