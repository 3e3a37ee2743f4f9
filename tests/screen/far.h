/* The far end of a line to callmark: an ssh that is a script and runs the command at once, a
 * speaker. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREEN_FAR_H
#define TESTS_SCREEN_FAR_H

#include "screen/sitting.h"

/* In the environment: callmark waits for a speaker. */
#define FAR_SSH "SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22"

/* The ssh that far_start_speaker finds. */
void far_make_ssh(struct sitting *sitting);
/* callmark speaker on a terminal of its own, in a home of its own, without a device; option: a
 * further "name=value", or NULL. */
struct screen *far_start_speaker(const struct sitting *sitting, const char *option);
void far_end_speaker(struct screen *speaker);
/* The line is dead at once, and ssh waits until it is mended. */
void far_cut_line(struct sitting *sitting);
void far_mend_line(struct sitting *sitting);

#endif
