/* Signals as something to poll. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

#include <stdbool.h>

#include "base/err.h"

enum signal_bit {
	SIGNAL_RESIZED = 1,    /* SIGWINCH */
	SIGNAL_HUNG_UP = 2,    /* SIGHUP: save and leave, the terminal is gone */
	SIGNAL_TERMINATE = 4,  /* SIGTERM, SIGINT: save and leave */
	SIGNAL_CONTINUED = 8,  /* SIGCONT: somebody else may have had the terminal */
	SIGNAL_SUSPEND = 16,   /* SIGTSTP from outside: as if ^Z was typed */
};

/* Catches the signals above and ignores SIGPIPE, before term_open (curses leaves alone what is
 * caught). Main thread; once at a time. */
bool signals_open(struct err *err) __attribute__((nonnull, warn_unused_result));
/* Everything as it was before signals_open; nothing where that was not called. */
void signals_close(void);
/* Readable when a signal came. */
int signals_get_fd(void);
/* What came since the last call, bits of enum signal_bit; never blocks. */
unsigned signals_take(void);
/* Stops this process and its job as ^Z does, and comes back when it is continued. Where there is no
 * job control nothing stops. The terminal must have been given back (term_suspend). */
void signals_stop(void);

#endif
