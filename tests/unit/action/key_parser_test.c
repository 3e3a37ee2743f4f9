/* Tests of the parser of terminal bytes: every sequence whole, in pieces, late, and broken. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action/key.h"
#include "base/clock.h"
#include "testing.h"

#define MS 1000000

/* Keys as one text: names separated by blanks, "<" and ">" for a paste's ends, "@r,c" for a report. */
struct heard {
	char text[4096];
};

static void hear(struct heard *heard, struct key key)
{
	char name[KEY_NAME_SIZE + 32];
	key_name(key, name);
	if (key.code == KEY_CODE_PASTE_START)
		strcpy(name, "<");
	else if (key.code == KEY_CODE_PASTE_END)
		strcpy(name, ">");
	else if (key.code == KEY_CODE_CURSOR_REPORT)
		snprintf(name, sizeof name, "@%d,%d", key.row, key.column);
	else if (key.code == KEY_CODE_CLICK)
		snprintf(name, sizeof name, "!%d,%d", key.row, key.column);
	else if (key.code == KEY_CODE_WHEEL_UP || key.code == KEY_CODE_WHEEL_DOWN)
		strcpy(name, key.code == KEY_CODE_WHEEL_UP ? "wheel-up" : "wheel-down");
	if (heard->text[0])
		strncat(heard->text, " ", sizeof heard->text - strlen(heard->text) - 1);
	strncat(heard->text, name, sizeof heard->text - strlen(heard->text) - 1);
}

static void push(struct key_parser *parser, struct heard *heard, const char *bytes, size_t n_bytes,
	int64_t now_ns)
{
	struct key key;
	for (size_t i = 0; i < n_bytes; i++) {
		if (key_parser_push(parser, (uint8_t)bytes[i], now_ns, &key))
			hear(heard, key);
	}
}

static void wait_until(struct key_parser *parser, struct heard *heard, int64_t now_ns)
{
	struct key key;
	while (now_ns >= key_parser_deadline_ns(parser)) {
		if (key_parser_timeout(parser, now_ns, &key))
			hear(heard, key);
	}
}

/* The same keys whether the bytes come at once or 1 ms after each other. */
static void gives(const char *bytes, const char *expected)
{
	struct key_parser parser = {0};
	struct heard heard = {""};
	push(&parser, &heard, bytes, strlen(bytes), 0);
	wait_until(&parser, &heard, 60000LL * MS);
	assert_string_equal(heard.text, expected);
	assert_int_equal(key_parser_deadline_ns(&parser), CLOCK_NEVER);
	heard = (struct heard){""};
	for (size_t i = 0; bytes[i]; i++) {
		wait_until(&parser, &heard, (int64_t)i * MS);
		push(&parser, &heard, bytes + i, 1, (int64_t)i * MS);
	}
	wait_until(&parser, &heard, 60000LL * MS);
	assert_string_equal(heard.text, expected);
}

static void late(const char *first, const char *second, int64_t gap_ms, const char *expected)
{
	struct key_parser parser = {0};
	struct heard heard = {""};
	push(&parser, &heard, first, strlen(first), 0);
	wait_until(&parser, &heard, gap_ms * MS);
	push(&parser, &heard, second, strlen(second), gap_ms * MS);
	wait_until(&parser, &heard, 60000LL * MS);
	assert_string_equal(heard.text, expected);
}

static void plain_characters(void **state)
{
	(void)state;
	gives("aZ 1?~", "a Z Space 1 ? ~");
	gives("\r\t\x7f\x03\x12\x1a\n", "Enter Tab Backspace ^C ^R ^Z ^J");
}

static void nul_is_no_key(void **state)
{
	(void)state;
	struct key_parser parser = {0};
	struct key key;
	assert_false(key_parser_push(&parser, 0, 0, &key));
	assert_int_equal(key_parser_deadline_ns(&parser), CLOCK_NEVER);
}

static void characters_in_utf8(void **state)
{
	(void)state;
	gives("é张🎧", "é 张 🎧");
	late("\xe5\xbc", "\xa0x", 4000, "张 x");
	late("\xf0", "\x9f\x8e\xa7", 4000, "🎧");
}

static void malformed_utf8_is_no_key(void **state)
{
	(void)state;
	gives("\x80\xbf\xc0\xc1\xf5\xff" "a", "a");
	gives("\xe5" "a", "a");              /* cut short by a key: the key counts */
	gives("\xe5\xbc" "\x1b[A", "Up");
	gives("\xe5\xe5\xbc\xa0", "张");
	gives("\xe0\x80\x80" "a", "a");      /* overlong */
	gives("\xed\xa0\x80" "a", "a");      /* surrogate */
	gives("\xf4\x90\x80\x80" "a", "a");  /* beyond Unicode */
	gives("\xe5\xbc", "");
}

static void xterm_sequences(void **state)
{
	(void)state;
	gives("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "Up Down Right Left Home End");
	gives("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "Up Down Right Left Home End");
	gives("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PageUp PageDown");
	gives("\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[17~\x1b[18~\x1b[19~\x1b[20~\x1b[21~\x1b[23~\x1b[24~",
		"F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12");
	gives("\x1b[Z", "Shift+Tab");
	gives("\x1b[1;2D\x1b[1;5C\x1b[1;3A\x1b[3;5~\x1b[1;2P\x1b[15;6~",
		"Shift+Left Ctrl+Right Alt+Up Ctrl+Delete Shift+F1 Ctrl+Shift+F5");
}

static void sequences_of_other_terminals(void **state)
{
	(void)state;
	gives("\x1b[[A\x1b[[B\x1b[[E", "F1 F2 F5");                  /* linux */
	gives("\x1b[1~\x1b[4~\x1b[11~\x1b[14~", "Home End F1 F4");   /* linux, screen, tmux, putty */
	gives("\x1b[7~\x1b[8~", "Home End");                         /* rxvt */
	gives("\x1bOM\x1bOp\x1bOy\x1bOm\x1bOl\x1bOn", "Enter 0 9 - , ."); /* the keypad of a vt100 */
	gives("\x1b\x1b[D\x1b\x1bOA", "Alt+Left Alt+Up");            /* putty, rxvt */
	gives("\x1bO5D\x1bO1;2P", "Ctrl+Left Shift+F1");
}

static void sequences_in_pieces(void **state)
{
	(void)state;
	late("\x1b[", "A", 4000, "Up");
	late("\x1b[1", ";5C", 4000, "Ctrl+Right");
	late("\x1b[3", "~x", 200, "Delete x");
	late("\x1bO", "P", 200, "F1");
	late("\x1b[[", "A", 200, "F1");
	late("\x1b", "[A", 40, "Up");
}

static void cursor_reports_never_are_keys(void **state)
{
	(void)state;
	gives("\x1b[12;2R", "@12,2");
	late("\x1b[1", "2;2R", 4900, "@12,2");
	late("\x1b[", "1;1R1", 3000, "@1,1 1");
	gives("\x1b[1;1R", "@1,1");
	gives("\x1b[999999999999;3R", "@99999,3");
}

static void a_report_after_its_end_was_given_up_leaves_nothing_before(void **state)
{
	(void)state;
	/* What came before 5 s is dropped; later bytes are keys again. */
	late("\x1b[12;", "g", 5000, "g");
}

static void the_mouse_tells_where(void **state)
{
	(void)state;
	gives("\x1b[<0;10;20M" "a", "!20,10 a");
	gives("\x1b[<64;1;2M\x1b[<65;1;2M", "wheel-up wheel-down");
	gives("\x1b[200~\x1b[<0;10;20Mx\x1b[201~", "< x >");
}

static void unknown_sequences_are_swallowed_whole(void **state)
{
	(void)state;
	gives("\x1b[?1;2c" "a", "a");
	gives("\x1b[>0;276;0c" "a", "a");
	gives("\x1b[?2026;2$y" "a", "a");
	gives("\x1b[I\x1b[O" "a", "a");
	gives("\x1b[<0;10;20m\x1b[<2;10;20M\x1b[<35;1;2M\x1b[<0;10M\x1b[<M" "a", "a");
	gives("\x1b[M !!" "a", "a");
	gives("\x1b[M\xff\xfe\x80" "a", "a");
	gives("\x1b[99~\x1b[27;2;13~" "a", "a");
	gives("\x1b[1;2;3;4;5;6A" "a", "a");
	gives("\x1bOz" "a", "a");
	gives("\x1b[[Z" "a", "a");
}

static void an_endless_sequence_is_swallowed(void **state)
{
	(void)state;
	char bytes[1000] = "\x1b[";
	memset(bytes + 2, '1', 900);
	strcpy(bytes + 902, "Aq");
	gives(bytes, "q");
}

static void strings_are_swallowed_to_their_end(void **state)
{
	(void)state;
	gives("\x1b]11;rgb:1111/2222/3333\x07" "a", "a");
	gives("\x1b]11;rgb:1111/2222/3333\x1b\\" "a", "a");
	gives("\x1bP1$r0m\x1b\\" "a", "a");
	gives("\x1b_1212\x1b\\\x1b^12\x1b\\\x1bX12\x1b\\" "a", "a");
	gives("\x1b]2;\xe5\x9c\xa8" "12\x07" "a", "a"); /* a 9c inside UTF-8 ends nothing */
	gives("\x1b]12\x18" "a", "a");
	gives("\x1b]12\x1b[A", "Up"); /* ESC ends it and begins anew */
	late("\x1b]12", "12\x1b", 4000, "");
	late("\x1b]12\x1b", "\\a", 300, "a");
}

static void a_string_without_end_is_given_up(void **state)
{
	(void)state;
	late("\x1b]12", "a", 4999, "");
	late("\x1b]12", "a", 5000, "a");
	struct key_parser parser = {0};
	struct heard heard = {""};
	push(&parser, &heard, "\x1b]1", 3, 0);
	push(&parser, &heard, "a", 1, 5000LL * MS); /* also without a timeout in between */
	assert_string_equal(heard.text, "a");
}

static void controls_break_a_sequence(void **state)
{
	(void)state;
	gives("\x1b[12\x03", "^C");
	gives("\x1b[12\x18" "a", "a");
	gives("\x1b[12\x1b[A", "Up");
	gives("\x1b[1\xc3\xa9", "é");
}

static void a_lone_escape_is_a_key_in_time(void **state)
{
	(void)state;
	struct key_parser parser = {0};
	struct key key;
	assert_false(key_parser_push(&parser, 27, 7 * MS, &key));
	assert_int_equal(key_parser_deadline_ns(&parser), 7 * MS + KEY_ESCAPE_WAIT_NS);
	assert_false(key_parser_timeout(&parser, 7 * MS + KEY_ESCAPE_WAIT_NS - 1, &key));
	assert_true(key_parser_timeout(&parser, 7 * MS + KEY_ESCAPE_WAIT_NS, &key));
	assert_int_equal(key.code, 27);
	assert_int_equal(key.modifiers, 0);
	assert_false(key_parser_timeout(&parser, 100 * MS, &key));
	gives("\x1b", "Escape");
	gives("\x1b\x1b", "Escape Escape");
	gives("\x1b\x1b\x1b", "Escape Escape Escape");
	late("\x1b", "[A", 50, "Escape [ A");
}

static void escape_and_a_key_is_alt(void **state)
{
	(void)state;
	gives("\x1bx\x1b" "1\x1b\r\x1b\x7f", "Alt+x Alt+1 Alt+Enter Alt+Backspace");
	gives("\x1b张", "Alt+张");
	gives("\x1b\xe5" "a", "a");
}

static void a_paste_is_text_between_marks(void **state)
{
	(void)state;
	gives("a\x1b[200~x1\r张\x1b[201~b", "a < x 1 Enter 张 > b");
	late("\x1b[200~ab\x1b[20", "1~c", 4000, "< a b > c");
	late("\x1b[200~a", "b\x1b[201~", 20000, "< a b >");
}

static void a_paste_holds_no_keys(void **state)
{
	(void)state;
	gives("\x1b[200~\x1b[A\x1bOP\x1b[[A\x1b[3~\x1b[Z\x1b[200~\x1b[201~", "< O P >");
	gives("\x1b[200~\x1bx\x1b]0;t\x07\x1b[201~q", "< x ] 0 ; t ^G > q");
	gives("\x1b[200~a\x1b\x1b[201~q", "< a > q");
	gives("\x1b[200~a\x1b[5;6R\x1b[201~", "< a @5,6 >");
	gives("\x1b[201~q", "q"); /* an end without a start */
}

static void a_paste_that_fell_silent_ends(void **state)
{
	(void)state;
	late("\x1b[200~a", "q", 30000, "< a > q");
	late("\x1b[200~a\x1b", "q", 30000, "< a > q");
}

/* On a slow line the mark comes alone, on a machine that has run for an hour. */
static void a_paste_waits_for_its_text(void **state)
{
	(void)state;
	const int64_t now_ns = INT64_C(3600000) * MS;
	struct key_parser parser = {0};
	struct heard heard = {{0}};
	push(&parser, &heard, "\x1b[200~", 6, now_ns);
	wait_until(&parser, &heard, now_ns + 29000 * (int64_t)MS);
	push(&parser, &heard, "q\x1b[201~", 7, now_ns + 29000 * (int64_t)MS);
	assert_string_equal(heard.text, "< q >");
}

/* Whatever comes: no crash, at most one key a byte, at rest after a while. */
static void random_bytes_leave_the_parser_at_rest(void **state)
{
	(void)state;
	static const uint8_t likely[] = {27, '[', 'O', ']', 'P', ';', '1', '2', '~', 'R', 'M', 0xe5, 0x9c, 7, 24};
	uint32_t random = 12345;
	struct key_parser parser = {0};
	struct key key;
	int64_t now_ns = 0;
	for (int i = 0; i < 300000; i++) {
		random = random * 1664525 + 1013904223;
		uint8_t byte = (uint8_t)(random >> 24);
		if (random & 0x800)
			byte = likely[byte % sizeof likely];
		now_ns += (random >> 12) % 64 == 0 ? 40 * MS : 0;
		if (key_parser_push(&parser, byte, now_ns, &key))
			assert_true(key.code != 0 && key.code <= KEY_CODE_CURSOR_REPORT);
		assert_true(parser.n_held <= sizeof parser.held);
	}
	struct heard heard = {""};
	wait_until(&parser, &heard, now_ns + 60000LL * MS);
	wait_until(&parser, &heard, now_ns + 120000LL * MS);
	assert_int_equal(key_parser_deadline_ns(&parser), CLOCK_NEVER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_characters),
		cmocka_unit_test(nul_is_no_key),
		cmocka_unit_test(characters_in_utf8),
		cmocka_unit_test(malformed_utf8_is_no_key),
		cmocka_unit_test(xterm_sequences),
		cmocka_unit_test(sequences_of_other_terminals),
		cmocka_unit_test(sequences_in_pieces),
		cmocka_unit_test(cursor_reports_never_are_keys),
		cmocka_unit_test(a_report_after_its_end_was_given_up_leaves_nothing_before),
		cmocka_unit_test(the_mouse_tells_where),
		cmocka_unit_test(unknown_sequences_are_swallowed_whole),
		cmocka_unit_test(an_endless_sequence_is_swallowed),
		cmocka_unit_test(strings_are_swallowed_to_their_end),
		cmocka_unit_test(a_string_without_end_is_given_up),
		cmocka_unit_test(controls_break_a_sequence),
		cmocka_unit_test(a_lone_escape_is_a_key_in_time),
		cmocka_unit_test(escape_and_a_key_is_alt),
		cmocka_unit_test(a_paste_is_text_between_marks),
		cmocka_unit_test(a_paste_holds_no_keys),
		cmocka_unit_test(a_paste_waits_for_its_text),
		cmocka_unit_test(a_paste_that_fell_silent_ends),
		cmocka_unit_test(random_bytes_leave_the_parser_at_rest),
	};
	return cmocka_run_group_tests_name("key_parser", tests, NULL, NULL);
}
