/* Bytes of a terminal to keys; what is not a key never looks like one. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "action/key.h"

#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"

enum {
	BYTE_BEL = 0x07,
	BYTE_CAN = 0x18, /* these two end a sequence without effect (ECMA-48) */
	BYTE_SUB = 0x1a,
	BYTE_ESC = 0x1b,
	BYTE_DEL = 0x7f,
};

#define CSI_MAX_NUMBERS 4
#define CSI_MAX_NUMBER 99999
#define X10_MOUSE_BYTES 3 /* raw bytes behind ESC [ M */

struct csi {
	bool private; /* "?", ">" ... before the numbers */
	int numbers[CSI_MAX_NUMBERS]; /* 0 where none is written */
	size_t n_numbers;
	uint8_t last;
};

/* ---- what is held ---- */

static void hold(struct key_parser *parser, uint8_t byte, int64_t now_ns)
{
	if (parser->n_held == 0)
		parser->since_ns = now_ns;
	/* Of an endless sequence the beginning is enough: it is swallowed anyway. */
	if (parser->n_held < sizeof parser->held)
		parser->held[parser->n_held++] = byte;
}

static void drop(struct key_parser *parser)
{
	parser->n_held = 0;
	parser->in_string = false;
}

/* Escape bytes at the start of what is held: 0, 1, or 2 (Alt with a key that is a sequence). */
static size_t count_escapes(const struct key_parser *parser)
{
	size_t n = 0;
	while (n < parser->n_held && n < 2 && parser->held[n] == BYTE_ESC)
		n++;
	return n;
}

static bool holds_only_escapes(const struct key_parser *parser)
{
	return !parser->in_string && parser->n_held > 0 && count_escapes(parser) == parser->n_held;
}

/* ---- sequences that are complete ---- */

static struct csi read_csi(const uint8_t *bytes, size_t n_bytes)
{
	struct csi csi = {.last = bytes[n_bytes - 1]};
	for (size_t i = 0; i + 1 < n_bytes; i++) {
		uint8_t c = bytes[i];
		if (c >= '0' && c <= '9') {
			if (csi.n_numbers == 0)
				csi.n_numbers = 1;
			int *number = &csi.numbers[csi.n_numbers - 1];
			*number = *number * 10 + (c - '0');
			if (*number > CSI_MAX_NUMBER)
				*number = CSI_MAX_NUMBER;
		} else if (c == ';' && csi.n_numbers < CSI_MAX_NUMBERS) {
			csi.n_numbers += csi.n_numbers ? 1 : 2;
		} else {
			csi.private = true;
		}
	}
	return csi;
}

static uint32_t code_of_tilde(int number)
{
	static const uint32_t codes[] = {
		[1] = KEY_CODE_HOME, [2] = KEY_CODE_INSERT, [3] = KEY_CODE_DELETE,
		[4] = KEY_CODE_END, [5] = KEY_CODE_PAGE_UP, [6] = KEY_CODE_PAGE_DOWN,
		[7] = KEY_CODE_HOME, [8] = KEY_CODE_END,
		[11] = KEY_CODE_F1, [12] = KEY_CODE_F1 + 1, [13] = KEY_CODE_F1 + 2,
		[14] = KEY_CODE_F1 + 3, [15] = KEY_CODE_F1 + 4, [17] = KEY_CODE_F1 + 5,
		[18] = KEY_CODE_F1 + 6, [19] = KEY_CODE_F1 + 7, [20] = KEY_CODE_F1 + 8,
		[21] = KEY_CODE_F1 + 9, [23] = KEY_CODE_F1 + 10, [24] = KEY_CODE_F12,
	};
	return number >= 0 && (size_t)number < sizeof codes / sizeof *codes ? codes[number] : 0;
}

/* The key of a final letter, the same in CSI and SS3; 0 if there is none. */
static uint32_t code_of_letter(uint8_t letter)
{
	switch (letter) {
	case 'A':
		return KEY_CODE_UP;
	case 'B':
		return KEY_CODE_DOWN;
	case 'C':
		return KEY_CODE_RIGHT;
	case 'D':
		return KEY_CODE_LEFT;
	case 'F':
		return KEY_CODE_END;
	case 'H':
		return KEY_CODE_HOME;
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		return KEY_CODE_F1 + (uint32_t)(letter - 'P');
	}
	return 0;
}

/* xterm's second number is 1 + modifiers: 1 Shift, 2 Alt, 4 Control, 8 Meta. */
static unsigned modifiers_of(const struct csi *csi)
{
	return csi->n_numbers >= 2 && csi->numbers[1] > 1
		? (unsigned)(csi->numbers[1] - 1) & (KEY_SHIFT | KEY_ALT | KEY_CTRL)
		: 0;
}

static bool finish_paste_mark(struct key_parser *parser, bool starts, struct key *key)
{
	if (parser->in_paste == starts)
		return false;
	parser->in_paste = starts;
	key->code = starts ? KEY_CODE_PASTE_START : KEY_CODE_PASTE_END;
	return true;
}

/* The mouse as xterm's mode 1006 tells it: < button ; column ; row M. Other buttons, a button let go
 * and moves are nothing. */
static bool finish_mouse(const struct csi *csi, struct key *key)
{
	enum { BUTTON_LEFT = 0, BUTTON_WHEEL_UP = 64, BUTTON_WHEEL_DOWN = 65 };
	int button = csi->numbers[0];
	if (csi->last != 'M' || csi->n_numbers != 3)
		return false;
	*key = (struct key){.row = csi->numbers[2], .column = csi->numbers[1]};
	if (button == BUTTON_LEFT)
		key->code = KEY_CODE_CLICK;
	else if (button == BUTTON_WHEEL_UP)
		key->code = KEY_CODE_WHEEL_UP;
	else if (button == BUTTON_WHEEL_DOWN)
		key->code = KEY_CODE_WHEEL_DOWN;
	return key->code != 0;
}

/* A CSI sequence without its ESC [ ; bytes end with the final byte. */
static bool finish_csi(
	struct key_parser *parser, const uint8_t *bytes, size_t n_bytes, struct key *key)
{
	struct csi csi = read_csi(bytes, n_bytes);
	if (csi.private)
		return bytes[0] == '<' && !parser->in_paste && finish_mouse(&csi, key);
	if (csi.last == '~' && (csi.numbers[0] == 200 || csi.numbers[0] == 201))
		return finish_paste_mark(parser, csi.numbers[0] == 200, key);
	if (csi.last == 'R' && csi.n_numbers == 2) {
		*key = (struct key){.code = KEY_CODE_CURSOR_REPORT,
			.row = csi.numbers[0],
			.column = csi.numbers[1]};
		return true;
	}
	if (parser->in_paste)
		return false;
	key->modifiers |= modifiers_of(&csi);
	if (csi.last == '~') {
		key->code = code_of_tilde(csi.numbers[0]);
	} else if (csi.last == 'Z') {
		key->code = '\t';
		key->modifiers |= KEY_SHIFT;
	} else {
		key->code = code_of_letter(csi.last);
	}
	return key->code != 0;
}

/* An SS3 sequence without its ESC O: cursor and function keys, and the keypad of a VT100. */
static bool finish_ss3(const uint8_t *bytes, size_t n_bytes, struct key *key)
{
	static const char keypad[] = "*+,-./0123456789"; /* of the letters j to y */
	struct csi csi = read_csi(bytes, n_bytes);
	if (csi.private)
		return false;
	if (csi.n_numbers == 1 && csi.numbers[0] > 1)
		key->modifiers |= (unsigned)(csi.numbers[0] - 1) & (KEY_SHIFT | KEY_ALT | KEY_CTRL);
	key->modifiers |= modifiers_of(&csi);
	if (csi.last == 'M')
		key->code = '\r';
	else if (csi.last >= 'j' && csi.last <= 'y')
		key->code = (uint8_t)keypad[csi.last - 'j'];
	else
		key->code = code_of_letter(csi.last);
	return key->code != 0;
}

/* ---- sequences on their way ---- */

static bool is_final(uint8_t byte)
{
	return byte >= 0x40 && byte < BYTE_DEL;
}

/* Whether a byte ends the sequence; at is the index behind ESC [ or ESC O, the byte is held. */
static bool ends_sequence(const struct key_parser *parser, size_t at, uint8_t byte)
{
	const uint8_t *held = parser->held;
	if (held[at - 1] == '[' && parser->n_held > at + 1) {
		if (held[at] == '[') /* the linux console's F1: ESC [ [ A */
			return true;
		if (held[at] == 'M')
			return parser->n_held == at + 1 + X10_MOUSE_BYTES;
	}
	if (held[at - 1] == '[' && parser->n_held == at + 1 && (byte == '[' || byte == 'M'))
		return false;
	return is_final(byte);
}

static bool finish_sequence(struct key_parser *parser, size_t at, struct key *key)
{
	uint8_t held[sizeof parser->held];
	size_t n_held = parser->n_held;
	memcpy(held, parser->held, n_held);
	drop(parser);
	*key = (struct key){.modifiers = at == 3 ? KEY_ALT : 0};
	if (n_held == sizeof held)
		return false;
	if (held[at - 1] == 'O')
		return !parser->in_paste && finish_ss3(held + at, n_held - at, key);
	if (held[at] == 'M' && n_held > at + 1)
		return false;
	if (held[at] == '[' && n_held > at + 1) {
		if (parser->in_paste || held[at + 1] < 'A' || held[at + 1] > 'E')
			return false;
		key->code = KEY_CODE_F1 + (uint32_t)(held[at + 1] - 'A');
		return true;
	}
	return finish_csi(parser, held + at, n_held - at, key);
}

static bool push_fresh(struct key_parser *parser, uint8_t byte, int64_t now_ns, struct key *key);

/* A byte inside ESC [ or ESC O. */
static bool push_sequence(
	struct key_parser *parser, size_t at, uint8_t byte, int64_t now_ns, struct key *key)
{
	bool is_mouse = parser->n_held > at && parser->held[at - 1] == '[' && parser->held[at] == 'M';
	if (!is_mouse && (byte < 0x20 || byte >= BYTE_DEL)) {
		drop(parser);
		if (byte == BYTE_CAN || byte == BYTE_SUB)
			return false;
		return push_fresh(parser, byte, now_ns, key);
	}
	hold(parser, byte, now_ns);
	return ends_sequence(parser, at, byte) && finish_sequence(parser, at, key);
}

/* A byte after one or two ESC. */
static bool push_after_escape(
	struct key_parser *parser, uint8_t byte, int64_t now_ns, struct key *key)
{
	size_t n_escapes = parser->n_held;
	if (byte == BYTE_ESC) {
		if (n_escapes == 1) {
			hold(parser, byte, now_ns);
			return false;
		}
		*key = (struct key){.code = BYTE_ESC};
		return !parser->in_paste;
	}
	if (byte == '[' || (byte == 'O' && !parser->in_paste)) {
		hold(parser, byte, now_ns);
		return false;
	}
	if (!parser->in_paste && byte != '\0' && strchr("]P_^X", byte)) {
		parser->n_held = 0;
		parser->in_string = true;
		return false;
	}
	if (byte >= 0x80) {
		parser->held[0] = BYTE_ESC;
		parser->n_held = 1;
		hold(parser, byte, now_ns);
		return false;
	}
	drop(parser);
	*key = (struct key){.code = byte, .modifiers = parser->in_paste ? 0 : KEY_ALT};
	return byte != '\0';
}

static size_t utf8_length(uint8_t lead)
{
	return lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
}

/* The held bytes, after at ESC, are the beginning of a character; byte is not held yet. */
static bool push_utf8(
	struct key_parser *parser, size_t at, uint8_t byte, int64_t now_ns, struct key *key)
{
	size_t n_wanted = utf8_length(parser->held[at]);
	if (n_wanted == 0 || (byte & 0xc0) != 0x80) {
		drop(parser);
		return push_fresh(parser, byte, now_ns, key);
	}
	hold(parser, byte, now_ns);
	size_t n_bytes = parser->n_held - at;
	if (n_bytes < n_wanted)
		return false;
	drop(parser);
	*key = (struct key){.modifiers = at && !parser->in_paste ? KEY_ALT : 0};
	return utf8_decode((const char *)parser->held + at, n_bytes, &key->code) == n_wanted;
}

/* A byte with nothing held. */
static bool push_fresh(struct key_parser *parser, uint8_t byte, int64_t now_ns, struct key *key)
{
	if (byte == BYTE_ESC || utf8_length(byte)) {
		hold(parser, byte, now_ns);
		return false;
	}
	*key = (struct key){.code = byte};
	return byte != '\0' && byte < 0x80;
}

/* A byte inside a string: only its end matters. ESC may begin that end, or something new. */
static bool push_string(
	struct key_parser *parser, uint8_t byte, int64_t now_ns, struct key *key)
{
	if (parser->n_held > 0) {
		parser->in_string = false;
		parser->since_ns = now_ns;
		if (byte != '\\')
			return push_after_escape(parser, byte, now_ns, key);
		drop(parser);
	} else if (byte == BYTE_ESC) {
		/* The string goes on aging: since_ns stays. */
		parser->held[parser->n_held++] = byte;
	} else if (byte == BYTE_BEL || byte == BYTE_CAN || byte == BYTE_SUB) {
		drop(parser);
	}
	return false;
}

bool key_parser_push(struct key_parser *parser, uint8_t byte, int64_t now_ns, struct key *key)
{
	if ((parser->n_held || parser->in_string) &&
		now_ns - parser->since_ns >= KEY_SEQUENCE_WAIT_NS && !holds_only_escapes(parser))
		drop(parser);
	parser->paste_ns = now_ns; /* also of the mark that begins a paste */
	if (parser->in_string)
		return push_string(parser, byte, now_ns, key);
	if (parser->n_held == 0)
		return push_fresh(parser, byte, now_ns, key);
	if (holds_only_escapes(parser))
		return push_after_escape(parser, byte, now_ns, key);
	size_t at = count_escapes(parser);
	if (parser->held[at] >= 0x80)
		return push_utf8(parser, at, byte, now_ns, key);
	return push_sequence(parser, at + 1, byte, now_ns, key);
}

int64_t key_parser_deadline_ns(const struct key_parser *parser)
{
	if (holds_only_escapes(parser))
		return parser->since_ns + KEY_ESCAPE_WAIT_NS;
	if (parser->n_held || parser->in_string)
		return parser->since_ns + KEY_SEQUENCE_WAIT_NS;
	return parser->in_paste ? parser->paste_ns + KEY_PASTE_WAIT_NS : CLOCK_NEVER;
}

bool key_parser_timeout(struct key_parser *parser, int64_t now_ns, struct key *key)
{
	if (now_ns < key_parser_deadline_ns(parser))
		return false;
	if (holds_only_escapes(parser)) {
		parser->n_held--;
		*key = (struct key){.code = BYTE_ESC};
		return !parser->in_paste;
	}
	if (parser->n_held || parser->in_string) {
		drop(parser);
		return false;
	}
	parser->in_paste = false;
	*key = (struct key){.code = KEY_CODE_PASTE_END};
	return true;
}
