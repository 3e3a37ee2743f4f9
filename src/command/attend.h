/* Sound here for a callmark on another host: ssh and the speaker joined, and joined again. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_ATTEND_H
#define COMMAND_ATTEND_H

#include <stdbool.h>

#include "base/err.h"
#include "config/settings.h"

struct attend_options {
	const struct config *config;
	const char *host; /* as it is shown */
	char *const *ssh; /* what runs callmark relay there */
	bool quiet;       /* the terminal belongs to somebody else: nothing is printed */
	int stop_fd;      /* readable: it is over */
};

/* Until it is stopped, another speaker takes over, or trying again would not help: then false, and
 * *err says why (it is empty where ssh has said it). */
bool attend_run(const struct attend_options *options, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
