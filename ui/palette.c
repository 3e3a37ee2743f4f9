/* The colours of callmark, one row a style. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/palette.h"

enum { OWN = -1, RED = 1, GREEN = 2, YELLOW = 3, MAGENTA = 5, CYAN = 6 };

/* Colours only repeat what shape and words say, so that plain text without them loses nothing. */
static const struct {
	struct look of_256;
	struct look of_8;
	unsigned flags; /* without colours */
} looks[N_STYLES] = {
	[STYLE_PLAIN] = {{OWN, 0}, {OWN, 0}, 0},
	[STYLE_TITLE] = {{OWN, LOOK_REVERSE}, {OWN, LOOK_REVERSE}, LOOK_REVERSE},
	[STYLE_TITLE_BOLD] = {{OWN, LOOK_REVERSE | LOOK_BOLD}, {OWN, LOOK_REVERSE | LOOK_BOLD},
		LOOK_REVERSE | LOOK_BOLD},
	[STYLE_HEADING] = {{OWN, LOOK_BOLD}, {OWN, LOOK_BOLD}, LOOK_BOLD},
	[STYLE_DIM] = {{244, 0}, {OWN, LOOK_DIM}, 0},
	[STYLE_AGENT] = {{31, 0}, {CYAN, 0}, 0},
	[STYLE_CUSTOMER] = {{29, 0}, {GREEN, 0}, 0},
	[STYLE_MIXED] = {{OWN, 0}, {OWN, 0}, 0},
	[STYLE_OVER3] = {{136, 0}, {YELLOW, 0}, 0},
	[STYLE_OVER15] = {{130, 0}, {YELLOW, LOOK_BOLD}, LOOK_BOLD},
	[STYLE_OVER60] = {{197, LOOK_BOLD}, {RED, LOOK_BOLD}, LOOK_BOLD},
	[STYLE_HOLD] = {{98, 0}, {MAGENTA, 0}, 0},
	[STYLE_PLAYHEAD] = {{OWN, LOOK_REVERSE}, {OWN, LOOK_REVERSE}, LOOK_REVERSE},
	[STYLE_CURSOR] = {{OWN, LOOK_REVERSE}, {OWN, LOOK_REVERSE}, LOOK_REVERSE},
	[STYLE_LINK] = {{OWN, LOOK_UNDERLINE}, {OWN, LOOK_UNDERLINE}, LOOK_UNDERLINE},
	[STYLE_NOT_MET] = {{197, 0}, {RED, 0}, 0},
	[STYLE_MET] = {{OWN, 0}, {OWN, 0}, 0},
	[STYLE_EXCEEDS] = {{29, 0}, {GREEN, 0}, 0},
	[STYLE_HINT] = {{130, 0}, {YELLOW, 0}, 0},
	[STYLE_KEY] = {{OWN, LOOK_BOLD}, {OWN, LOOK_BOLD}, LOOK_BOLD},
	[STYLE_ERROR] = {{197, LOOK_BOLD}, {RED, LOOK_BOLD}, LOOK_BOLD},
	[STYLE_WARNING] = {{136, 0}, {YELLOW, 0}, LOOK_BOLD},
	[STYLE_GOOD] = {{29, 0}, {GREEN, 0}, 0},
};

struct look palette_get(enum style style, int n_colors)
{
	if (n_colors >= 256)
		return looks[style].of_256;
	if (n_colors >= 8)
		return looks[style].of_8;
	return (struct look){OWN, looks[style].flags};
}
