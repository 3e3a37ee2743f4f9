/* Gaps and talk as label files of other programs. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_GAPS_LABELS_H
#define COMMAND_GAPS_LABELS_H

#include <stdio.h>

struct gaps_report;

struct gaps_label_format {
	const char *word;   /* as given: "srt" */
	const char *ending; /* of the files: ".srt" */
	const char *help;   /* N_(): who reads it, and what is in it */
	void (*print)(FILE *out, const struct gaps_report *report);
};

/* Ended by a row without a word. Static, const. */
const struct gaps_label_format *gaps_labels_get_formats(void) __attribute__((returns_nonnull));
/* NULL if there is none. */
const struct gaps_label_format *gaps_labels_find(const char *word) __attribute__((nonnull));

#endif
