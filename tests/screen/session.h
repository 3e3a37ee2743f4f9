/* A run of the small program that shows a picture. */
/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCREEN_SESSION_H
#define TESTS_SCREEN_SESSION_H

#include "screen/picture.h"
#include "screen/screen.h"

#define RULE "\xe2\x94\x80" /* U+2500, drawn where ambiguous characters are narrow */

/* The program's path; borrowed for ever. */
const char *session_path(void);
/* Starts it, options.argv being its arguments; session_start waits for its first frame. */
struct screen *session_start_only(struct screen_options options);
struct screen *session_start(struct screen_options options);
/* Ends it by a key: status 0, and the terminal restored. */
void session_quit(struct screen *screen);
/* All of the frame after the key "|" has come. */
void session_wait_for_frame(struct screen *screen);
/* The whole screen is the picture as a canvas of these graphics draws it. */
void session_expect(struct screen *screen, enum graphics graphics, int rows, int columns);

#endif
