/* What each stage that has vectors of several widths answers, to the last bit. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_ANSWERS_H
#define TESTS_ANSWERS_H

#include <stdio.h>

/* A line for each second of some sounds, at rates of all sorts. */
void answers_write(FILE *out);

#endif
