/* A run of the small program that shows a picture. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "screen/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "testing.h"

const char *session_path(void)
{
	static char path[4096]; /* static so that options can borrow it */
	snprintf(path, sizeof path, "%s/tests/screen/show", getenv("builddir"));
	return path;
}

struct screen *session_start_only(struct screen_options options)
{
	for (size_t i = SCREEN_MAX_WORDS - 1; i > 0; i--)
		options.argv[i] = options.argv[i - 1];
	options.argv[0] = session_path();
	return screen_start(&options);
}

struct screen *session_start(struct screen_options options)
{
	struct screen *screen = session_start_only(options);
	screen_wait_text(screen, "frame 0");
	return screen;
}

void session_quit(struct screen *screen)
{
	screen_send(screen, "q");
	assert_int_equal(screen_wait_exit(screen), 0);
	assert_true(screen_is_restored(screen));
	screen_wait_raw(screen, 0, "shown");
	screen_stop(screen);
}

/* The cursor is the last thing drawn: when it is there, the frame is complete. */
void session_wait_for_frame(struct screen *screen)
{
	screen_send(screen, "|");
	screen_wait_text(screen, "key |.");
	screen_wait_cursor(screen, 1, PICTURE_CURSOR);
}

void session_expect(struct screen *screen, enum graphics graphics, int rows, int columns)
{
	struct picture picture = {.last = "|", .pasted = ""};
	struct canvas canvas;
	session_wait_for_frame(screen);
	char *seen = screen_dump(screen);
	const char *frame = strstr(seen, "frame ");
	picture.n_frames = frame ? atoi(frame + strlen("frame ")) : 0;
	canvas_init(&canvas, rows, columns);
	canvas.graphics = graphics;
	picture_draw(&canvas, &picture);
	char *expected = canvas_to_text(&canvas);
	assert_string_equal(seen, expected);
	free(expected);
	free(seen);
	canvas_release(&canvas);
}
