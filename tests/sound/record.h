/* What a playback test left behind: the recording, and the log of the driver. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SOUND_RECORD_H
#define TESTS_SOUND_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct samples {
	int16_t *at;
	int64_t n;
};

struct command {
	int64_t ns;
	char verb[8];
	int64_t frame, other;
	bool starts_passage;
};

struct claim {
	int64_t ns;
	int64_t frame;
	int64_t way_ns; /* so long it was under way to the eye, over a line */
};

/* The recorder's word, in the order of time. */
struct report {
	int64_t ns;
	double start_ns; /* when the first frame of the recording would have been heard by it */
};

struct log {
	struct command *commands;
	struct claim *claims, *marks; /* what is drawn; what keys took for heard when they were pressed */
	struct report *reports;
	size_t n_commands, n_claims, n_marks, n_reports;
	size_t room_commands, room_claims, room_marks, room_reports;
};

/* All are the caller's, until the program ends. */
struct samples record_read_sound(const char *path);
void record_read_log(struct log *log, FILE *file);

/* Where in the recording the sound of that time is, in frames. */
double record_place(const struct log *log, int rate_hz, int64_t ns);
/* When the sound at a place of the recording was heard, ns. */
double record_time(const struct log *log, int rate_hz, int64_t place);

#endif
