/* Tests of the line editor. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "testing.h"
#include "ui/lineedit.h"

#define CONTROL(letter) ((letter) - 'A' + 1)

static bool press(struct lineedit *edit, uint32_t code)
{
	return lineedit_key(edit, (struct key){.code = code});
}

static void type(struct lineedit *edit, const char *text)
{
	uint32_t code;
	for (size_t at = 0, n = strlen(text); at < n;) {
		at += utf8_decode(text + at, n - at, &code);
		assert_true(press(edit, code));
	}
}

/* "|" stands for the cursor. */
static void is(const struct lineedit *edit, const char *expected)
{
	char seen[LINEEDIT_MAX + 2];
	memcpy(seen, edit->text, edit->cursor);
	seen[edit->cursor] = '|';
	strcpy(seen + edit->cursor + 1, edit->text + edit->cursor);
	assert_string_equal(seen, expected);
	assert_int_equal(edit->n_bytes, strlen(edit->text));
}

static void types_at_the_cursor(void **state)
{
	(void)state;
	struct lineedit edit = {0};
	type(&edit, "ab张");
	is(&edit, "ab张|");
	press(&edit, KEY_CODE_LEFT);
	press(&edit, CONTROL('B'));
	type(&edit, "é");
	is(&edit, "aé|b张");
	press(&edit, KEY_CODE_HOME);
	is(&edit, "|aéb张");
	press(&edit, KEY_CODE_LEFT);
	is(&edit, "|aéb张");
	press(&edit, CONTROL('F'));
	press(&edit, KEY_CODE_RIGHT);
	is(&edit, "aé|b张");
	press(&edit, CONTROL('E'));
	press(&edit, KEY_CODE_RIGHT);
	is(&edit, "aéb张|");
	press(&edit, CONTROL('A'));
	is(&edit, "|aéb张");
	press(&edit, KEY_CODE_END);
	is(&edit, "aéb张|");
}

static void deletes_by_characters_as_people_see_them(void **state)
{
	(void)state;
	struct lineedit edit = {0};
	lineedit_init(&edit, "xe\xcc\x81张\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x8e\xa4");
	press(&edit, 127); /* a woman, a joiner and a microphone are one */
	is(&edit, "xe\xcc\x81张|");
	press(&edit, CONTROL('H'));
	is(&edit, "xe\xcc\x81|");
	press(&edit, 127);
	is(&edit, "x|");
	press(&edit, 127);
	press(&edit, 127);
	is(&edit, "|");
	lineedit_init(&edit, "e\xcc\x81y");
	press(&edit, KEY_CODE_HOME);
	press(&edit, KEY_CODE_DELETE);
	is(&edit, "|y");
	press(&edit, CONTROL('D'));
	press(&edit, CONTROL('D'));
	is(&edit, "|");
}

static void cuts_ends_and_words(void **state)
{
	(void)state;
	struct lineedit edit = {0};
	lineedit_init(&edit, "one two  three");
	press(&edit, CONTROL('W'));
	is(&edit, "one two  |");
	press(&edit, CONTROL('W'));
	is(&edit, "one |");
	lineedit_init(&edit, "abcd");
	press(&edit, KEY_CODE_LEFT);
	press(&edit, KEY_CODE_LEFT);
	press(&edit, CONTROL('K'));
	is(&edit, "ab|");
	press(&edit, KEY_CODE_LEFT);
	press(&edit, CONTROL('U'));
	is(&edit, "|b");
	press(&edit, CONTROL('W'));
	is(&edit, "|b");
}

static void leaves_other_keys_to_the_caller(void **state)
{
	(void)state;
	static const uint32_t others[] = {'\r', 27, '\t', KEY_CODE_UP, KEY_CODE_F1, CONTROL('C'),
		CONTROL('Z'), KEY_CODE_PASTE_START, KEY_CODE_CURSOR_REPORT, 0};
	struct lineedit edit = {0};
	type(&edit, "a");
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(press(&edit, others[i]));
	assert_false(lineedit_key(&edit, (struct key){.code = 'b', .modifiers = KEY_ALT}));
	is(&edit, "a|");
}

static void cleans_what_is_pasted(void **state)
{
	(void)state;
	static const uint32_t codes[] = {'a', '\r', '\n', '\t', 'b', 27, 3, 127, 0x9b, 0x202e, 0x2066,
		0x2028, 'c', 0x5f20};
	struct lineedit edit = {0};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		lineedit_paste(&edit, codes[i]);
	is(&edit, "a b c张|");
	lineedit_init(&edit, "x\ny\x1b[31m\xff");
	is(&edit, "x y[31m\xef\xbf\xbd|");
}

static void stops_when_full(void **state)
{
	(void)state;
	struct lineedit edit = {0};
	for (int i = 0; i < LINEEDIT_MAX - 2; i++)
		type(&edit, "a");
	assert_false(edit.is_full);
	type(&edit, "张"); /* three bytes into two: nothing rather than half */
	assert_true(edit.is_full);
	assert_int_equal(edit.n_bytes, LINEEDIT_MAX - 2);
	type(&edit, "bc");
	assert_false(edit.is_full);
	type(&edit, "d");
	assert_true(edit.is_full);
	assert_int_equal(edit.n_bytes, LINEEDIT_MAX);
	press(&edit, 127);
	assert_false(edit.is_full);
	lineedit_paste(&edit, 'd');
	lineedit_paste(&edit, 'e');
	lineedit_paste(&edit, 7); /* what is left out does not hide that something did not fit */
	assert_true(edit.is_full);
}

static void random_keys_keep_it_whole(void **state)
{
	(void)state;
	static const uint32_t codes[] = {'a', ' ', 0x301, 0x5f20, 0x1f3a4, 0x200d, 127, KEY_CODE_LEFT,
		KEY_CODE_RIGHT, KEY_CODE_HOME, KEY_CODE_END, KEY_CODE_DELETE, CONTROL('W'), CONTROL('K'),
		'b', 0xe9};
	struct lineedit edit = {0};
	uint32_t random = 99;
	for (int i = 0; i < 50000; i++) {
		random = random * 1664525 + 1013904223;
		press(&edit, codes[random >> 28]);
		assert_true(edit.cursor <= edit.n_bytes && edit.n_bytes <= LINEEDIT_MAX);
		assert_true((edit.text[edit.cursor] & 0xc0) != 0x80);
		assert_int_equal(edit.text[edit.n_bytes], '\0');
	}
	assert_true(utf8_is_valid(edit.text, edit.n_bytes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_at_the_cursor),
		cmocka_unit_test(deletes_by_characters_as_people_see_them),
		cmocka_unit_test(cuts_ends_and_words),
		cmocka_unit_test(leaves_other_keys_to_the_caller),
		cmocka_unit_test(cleans_what_is_pasted),
		cmocka_unit_test(stops_when_full),
		cmocka_unit_test(random_keys_keep_it_whole),
	};
	return cmocka_run_group_tests_name("lineedit", tests, NULL, NULL);
}
