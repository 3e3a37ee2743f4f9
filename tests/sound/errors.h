/* How far claims are beside the truth. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SOUND_ERRORS_H
#define TESTS_SOUND_ERRORS_H

#include <stddef.h>

/* In ms. { 0 } has none. */
struct errors {
	double *sizes; /* owned; in order after errors_sort */
	size_t n, room;
	double sum, sum_abs, worst;
};

void errors_add(struct errors *errors, double error_ms);
void errors_sort(struct errors *errors);
/* Says it, if there are any, and frees them. */
void errors_print(struct errors *errors, const char *name);

#endif
