/* Why nothing is heard, in words. */
/* SPDX-License-Identifier: MIT */
#ifndef PLAYER_PROBLEM_H
#define PLAYER_PROBLEM_H

#include "wire/wire.h"

#define PROBLEM_SIZE 200

/* The text in the current language for what a speaker says of its device, "" if all is well;
 * wanted_device is the name that was asked for. */
void problem_of_device(const struct wire_device *device, const char *wanted_device,
	char text[PROBLEM_SIZE]) __attribute__((nonnull));

#endif
