/* Keys as callmark knows them: a code point or a named key, and modifiers. No curses here. */
/* SPDX-License-Identifier: MIT */
#ifndef ACTION_KEY_H
#define ACTION_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* code: 0 none; a Unicode code point for what can be typed (Space 32, Enter 13, Tab 9, Escape 27,
 * Backspace 127, ^A 1 ... ^Z 26); or one of these, above Unicode. */
enum {
	KEY_CODE_UP = 0x110000,
	KEY_CODE_DOWN,
	KEY_CODE_LEFT,
	KEY_CODE_RIGHT,
	KEY_CODE_HOME,
	KEY_CODE_END,
	KEY_CODE_PAGE_UP,
	KEY_CODE_PAGE_DOWN,
	KEY_CODE_INSERT,
	KEY_CODE_DELETE,
	KEY_CODE_F1, /* F1..F12 in a row */
	KEY_CODE_F12 = KEY_CODE_F1 + 11,
	KEY_CODE_PASTE_START, /* bracketed paste */
	KEY_CODE_PASTE_END,
	KEY_CODE_CURSOR_REPORT, /* answer to ESC[6n; row and column beside it */
	KEY_CODE_CLICK,         /* the mouse's left button went down; row and column likewise */
	KEY_CODE_WHEEL_UP,
	KEY_CODE_WHEEL_DOWN,
};

enum key_modifier {
	KEY_SHIFT = 1,
	KEY_ALT = 2,
	KEY_CTRL = 4, /* only with named keys; ^A is code 1 */
	KEY_MENU = 8, /* after M, which leads to the other screens; not of the parser */
};

struct key {
	uint32_t code;
	unsigned modifiers;
	int row;    /* of a cursor report or the mouse, from 1 */
	int column;
};

/* "Space", "Enter", "^R", "F1", "Left", "Ctrl+Alt+Shift+Left", "g", "M g": for help, manual and
 * configuration; "" for what nobody types (paste, reports). Borrowed from buf. */
#define KEY_NAME_SIZE 32
const char *key_name(struct key key, char buf[KEY_NAME_SIZE]) __attribute__((nonnull));
/* The key of a name, as key_name writes it, n bytes of it; false if it is none. */
bool key_find(const char *name, size_t n, struct key *key) __attribute__((nonnull, warn_unused_result));
/* Same code and modifiers. */
bool key_equal(struct key a, struct key b) __attribute__((const));

/* ---- bytes of a terminal to keys ---- */

/* Reads bytes as they come, in pieces of any size. Understands UTF-8, CSI and SS3 sequences of
 * xterm, linux, screen, tmux, putty, vt100; swallows unknown sequences whole (CSI to its final byte,
 * OSC, DCS, APC, PM, SOS to their end), so that no report turns into keys. Bytes that are not UTF-8
 * are no keys. ESC and a character is that character with KEY_ALT.
 *
 * Between KEY_CODE_PASTE_START and KEY_CODE_PASTE_END only code points come (control characters
 * among them) and cursor reports; they are text and must not be looked up as keys.
 *
 * { 0 } is a parser at rest. Whoever polls reads all bytes first, then asks key_parser_timeout until
 * it gives nothing. */
struct key_parser {
	uint8_t held[64];
	size_t n_held;
	bool in_string;  /* inside OSC, DCS, APC, PM or SOS: swallowed to its end */
	bool in_paste;
	int64_t since_ns; /* when the first held byte came */
	int64_t paste_ns; /* when the last byte came */
};

#define KEY_ESCAPE_WAIT_NS 50000000    /* a lone ESC is the key Escape after this long */
#define KEY_SEQUENCE_WAIT_NS 5000000000 /* an unfinished longer sequence is dropped after this long */
#define KEY_PASTE_WAIT_NS 30000000000   /* a paste whose end never came is over after this long */

/* Takes one byte; true if *key is a key now. */
bool key_parser_push(struct key_parser *parser, uint8_t byte, int64_t now_ns, struct key *key)
	__attribute__((nonnull));
/* No byte came until now_ns: gives the key Escape if a lone ESC has waited long enough, the end of a
 * paste that fell silent, and drops a sequence whose end did not come. */
bool key_parser_timeout(struct key_parser *parser, int64_t now_ns, struct key *key)
	__attribute__((nonnull));
/* When key_parser_timeout wants to be called, CLOCK_NEVER if nothing is held. */
int64_t key_parser_deadline_ns(const struct key_parser *parser) __attribute__((nonnull));

#endif
