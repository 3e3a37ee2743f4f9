/* Tests of the table of actions, of its keys, and of the names of keys. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "action/action.h"
#include "testing.h"

static const unsigned places[] = {IN_REVIEW, IN_CALLS, IN_FIRST, IN_HELP, IN_SUBMIT,
	IN_GAPS, IN_PICK, IN_GUIDELINE, IN_INCIDENTS, IN_CONTACT, IN_NOTES};
#define N_PLACES (sizeof places / sizeof *places)

static struct key typed(uint32_t code)
{
	return (struct key){.code = code};
}

static void does(unsigned where, uint32_t code, enum action action)
{
	assert_string_equal(action_get_row(keymap_lookup(where, typed(code)))->name,
		action_get_row(action)->name);
}

static void rows_stand_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_ACTIONS; i++) {
		assert_int_equal(action_get_rows()[i].action, i);
		assert_ptr_equal(action_get_row((enum action)i), &action_get_rows()[i]);
		assert_true(action_get_rows()[i].group < N_ACTION_GROUPS);
	}
}

static void names_are_there_and_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_ACTIONS; i++) {
		const char *name = action_get_rows()[i].name;
		assert_non_null(name);
		assert_true(name[0] && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(name));
		assert_int_equal(action_find(name), i); /* unique: the first of a name is itself */
	}
	assert_int_equal(action_find("next-gap"), ACTION_NEXT_GAP);
	assert_int_equal(action_find("no such action"), ACTION_NONE);
	assert_int_equal(action_find(""), ACTION_NONE);
}

static size_t count_owners(unsigned where, struct key key)
{
	size_t n = 0;
	for (size_t i = 0; i < N_ACTIONS; i++) {
		const struct action_row *row = &action_get_rows()[i];
		n += (row->where & where) && action_find_letter(row, key) >= 0;
		for (size_t k = 0; k < ACTION_MAX_KEYS && !row->letters; k++)
			n += row->keys[k].code && (row->where & where) && key_equal(row->keys[k], key);
		for (size_t k = 0; k < ACTION_MAX_CLOSERS; k++)
			n += row->closers[k].key.code && (row->closers[k].where & where) &&
				key_equal(row->closers[k].key, key);
	}
	return n;
}

static void one_key_means_one_action(void **state)
{
	(void)state;
	static const unsigned modifiers[] = {0, KEY_SHIFT, KEY_ALT, KEY_CTRL, KEY_MENU};
	size_t n_bound = 0;
	for (size_t p = 0; p < N_PLACES; p++) {
		for (size_t m = 0; m < 5; m++) {
			for (uint32_t code = 1; code <= KEY_CODE_CURSOR_REPORT; code++) {
				if (code == 0x100)
					code = KEY_CODE_UP;
				size_t n = count_owners(places[p], (struct key){code, modifiers[m], 0, 0});
				assert_true(n <= 1);
				n_bound += n;
			}
		}
	}
	assert_true(n_bound > N_ACTIONS);
}

static void every_action_is_reached_in_all_its_places(void **state)
{
	(void)state;
	for (size_t i = 1; i < N_ACTIONS; i++) {
		const struct action_row *row = &action_get_rows()[i];
		assert_true(row->where != 0 && (row->where & ~(unsigned)IN_EVERY) == 0);
		if (row->action == ACTION_PLAY) /* for pedals, bound by who has one */
			continue;
		assert_true(row->keys[0].code != 0);
		for (size_t p = 0; p < N_PLACES; p++) {
			if ((row->where & places[p]) == 0)
				continue;
			for (size_t k = 0; k < ACTION_MAX_KEYS && row->keys[k].code; k++)
				assert_int_equal(keymap_lookup(places[p], row->keys[k]), row->action);
		}
	}
}

static void help_covers_every_action(void **state)
{
	(void)state;
	bool has_help[N_ACTION_GROUPS] = {false};
	for (size_t i = 1; i < N_ACTIONS; i++) {
		const struct action_row *row = &action_get_rows()[i];
		if (row->help)
			has_help[row->group] = true;
		assert_true(has_help[row->group]); /* NULL: said by a row above in the group */
		if (row->help && !row->keys_shown)
			assert_true(row->keys[0].code != 0);
		if (row->hint)
			assert_non_null(row->help);
	}
}

static void review_keys_are_those_of_the_manual(void **state)
{
	(void)state;
	static const struct {
		const char *keys;
		enum action first;
	} plain[] = {
		{"h", ACTION_BACK_5S}, {"l", ACTION_FORWARD_5S}, {",", ACTION_BACK_1S},
		{".", ACTION_FORWARD_1S}, {"<", ACTION_BACK_30S}, {">", ACTION_FORWARD_30S},
		{"z", ACTION_ZOOM_IN}, {"Z", ACTION_ZOOM_OUT}, {"g", ACTION_NEXT_GAP},
		{"G", ACTION_PREVIOUS_GAP}, {"L", ACTION_GAP_LIMIT}, {"e", ACTION_NEXT_EMPTY},
		{"E", ACTION_PREVIOUS_EMPTY}, {"o", ACTION_EVIDENCE}, {"j", ACTION_ITEM_DOWN},
		{"k", ACTION_ITEM_UP}, {"0", ACTION_NA}, {"x", ACTION_CLEAR}, {"c", ACTION_COMMENT},
		{"i", ACTION_GUIDELINE}, {"u", ACTION_UNDO}, {"\x12", ACTION_REDO},
		{"S", ACTION_SUBMIT}, {"d", ACTION_DEDUCT}, {"D", ACTION_FAULTS},
		{"!", ACTION_RED_FLAGS}, {"R", ACTION_REASONS}, {"a", ACTION_NOTE},
		{"t", ACTION_EVIDENCE_NOW}, {"T", ACTION_EVIDENCE_ADD}, {"I", ACTION_INCIDENTS},
		{"F", ACTION_CONTACT}, {"f", ACTION_FOLD}, {"/", ACTION_SEARCH},
		{"n", ACTION_NEXT_HIT}, {"N", ACTION_PREVIOUS_HIT}, {"@", ACTION_GOTO},
		{":", ACTION_COMMAND}, {")", ACTION_NEXT_CALL}, {"(", ACTION_PREVIOUS_CALL},
		{"?", ACTION_HELP}, {"q", ACTION_BACK}, {" ", ACTION_PLAY_PAUSE},
		{"\x03", ACTION_PAUSE}, {"\x1a", ACTION_SUSPEND}, {"\f", ACTION_REDRAW},
	};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		does(IN_REVIEW, (uint8_t)plain[i].keys[0], plain[i].first);
	for (uint32_t n = 1; n <= 9; n++)
		does(IN_REVIEW, '0' + n, (enum action)(ACTION_LEVEL_1 + n - 1));
	does(IN_REVIEW, KEY_CODE_LEFT, ACTION_BACK_5S);
	does(IN_REVIEW, KEY_CODE_RIGHT, ACTION_FORWARD_5S);
	does(IN_REVIEW, KEY_CODE_UP, ACTION_ITEM_UP);
	does(IN_REVIEW, KEY_CODE_DOWN, ACTION_ITEM_DOWN);
	does(IN_REVIEW, KEY_CODE_HOME, ACTION_START);
	does(IN_REVIEW, KEY_CODE_END, ACTION_END);
	does(IN_REVIEW, KEY_CODE_DELETE, ACTION_CLEAR);
	does(IN_REVIEW, KEY_CODE_F1, ACTION_HELP);
	does(IN_REVIEW, 27, ACTION_NONE); /* a stray Escape leaves nothing */
	does(IN_REVIEW, 'y', ACTION_NONE);
}

static void list_keys(void **state)
{
	(void)state;
	does(IN_CALLS, 'j', ACTION_LIST_DOWN);
	does(IN_CALLS, KEY_CODE_UP, ACTION_LIST_UP);
	does(IN_CALLS, KEY_CODE_PAGE_DOWN, ACTION_PAGE_DOWN);
	does(IN_CALLS, KEY_CODE_PAGE_UP, ACTION_PAGE_UP);
	does(IN_CALLS, KEY_CODE_HOME, ACTION_LIST_START);
	does(IN_CALLS, KEY_CODE_END, ACTION_LIST_END);
	does(IN_CALLS, '\r', ACTION_OPEN);
	does(IN_CALLS, 'u', ACTION_REOPEN);
	does(IN_CALLS, 'q', ACTION_BACK);
	does(IN_CALLS, '?', ACTION_HELP);
	does(IN_CALLS, ' ', ACTION_NONE);
	does(IN_CALLS, '1', ACTION_NONE);
	does(IN_CALLS, 3, ACTION_NONE);
	does(IN_CALLS, 27, ACTION_NONE);
}

static void first_run_help_and_submit_keys(void **state)
{
	(void)state;
	does(IN_FIRST, '\r', ACTION_SAMPLE);
	does(IN_FIRST, 'a', ACTION_ADD);
	does(IN_FIRST, 't', ACTION_CARD);
	does(IN_FIRST, 'q', ACTION_BACK);
	does(IN_HELP, 'j', ACTION_LIST_DOWN);
	does(IN_HELP, KEY_CODE_PAGE_UP, ACTION_PAGE_UP);
	does(IN_HELP, 'q', ACTION_BACK);
	does(IN_HELP, 27, ACTION_BACK);
	does(IN_HELP, '?', ACTION_BACK);
	does(IN_HELP, KEY_CODE_F1, ACTION_BACK);
	does(IN_SUBMIT, 'y', ACTION_SUBMIT_YES);
	does(IN_SUBMIT, 'e', ACTION_NEXT_EMPTY);
	does(IN_SUBMIT, 'c', ACTION_COMMENT);
	does(IN_SUBMIT, 'q', ACTION_BACK);
	does(IN_SUBMIT, 27, ACTION_BACK);
	does(IN_SUBMIT, '1', ACTION_NONE);
}

static void lists_are_chosen_from_by_letter(void **state)
{
	(void)state;
	const struct action_row *row = action_get_row(ACTION_PICK);
	assert_int_equal(strlen(ACTION_LETTERS), ACTION_N_LETTERS);
	for (int i = 0; i < ACTION_N_LETTERS; i++) {
		does(IN_PICK, (uint8_t)ACTION_LETTERS[i], ACTION_PICK);
		assert_int_equal(action_find_letter(row, typed((uint8_t)ACTION_LETTERS[i])), i);
	}
	does(IN_PICK, 'u', ACTION_NONE); /* undo, of the review behind it */
	does(IN_PICK, 'q', ACTION_BACK);
	does(IN_PICK, 27, ACTION_BACK);
	does(IN_PICK, '\r', ACTION_BACK);
	does(IN_PICK, '1', ACTION_NONE);
	does(IN_PICK, 'A', ACTION_NONE);
	assert_int_equal(action_find_letter(row, (struct key){.code = 'a', .modifiers = KEY_ALT}), -1);
	assert_int_equal(action_find_letter(action_get_row(ACTION_NA), typed('a')), -1);
}

static void modifiers_make_another_key(void **state)
{
	(void)state;
	assert_int_equal(keymap_lookup(IN_REVIEW, (struct key){.code = '1', .modifiers = KEY_ALT}),
		ACTION_NONE);
	assert_int_equal(
		keymap_lookup(IN_REVIEW, (struct key){.code = KEY_CODE_LEFT, .modifiers = KEY_SHIFT}),
		ACTION_BACK_1S);
	assert_int_equal(keymap_lookup(IN_REVIEW, (struct key){0}), ACTION_NONE);
	assert_int_equal(keymap_lookup(0, typed('1')), ACTION_NONE);
}

static void named(uint32_t code, unsigned modifiers, const char *expected)
{
	char buf[KEY_NAME_SIZE];
	assert_string_equal(
		key_name((struct key){.code = code, .modifiers = modifiers}, buf), expected);
}

static void keys_have_names(void **state)
{
	(void)state;
	named(' ', 0, "Space");
	named(13, 0, "Enter");
	named(9, KEY_SHIFT, "Shift+Tab");
	named(27, 0, "Escape");
	named(127, 0, "Backspace");
	named(18, 0, "^R");
	named(31, 0, "^_");
	named('g', 0, "g");
	named('g', KEY_ALT, "Alt+g");
	named(0x5f20, 0, "张");
	named(KEY_CODE_F1, 0, "F1");
	named(KEY_CODE_F12, 0, "F12");
	named(KEY_CODE_PAGE_DOWN, KEY_CTRL | KEY_ALT | KEY_SHIFT, "Ctrl+Alt+Shift+PageDown");
	named(0, KEY_ALT, "");
	named(KEY_CODE_PASTE_START, 0, "");
	named(KEY_CODE_CURSOR_REPORT, 0, "");
}

static void keys_compare_by_code_and_modifiers(void **state)
{
	(void)state;
	assert_true(key_equal(typed('a'), (struct key){.code = 'a', .row = 3, .column = 4}));
	assert_false(key_equal(typed('a'), typed('b')));
	assert_false(key_equal(typed('a'), (struct key){.code = 'a', .modifiers = KEY_ALT}));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_stand_in_order),
		cmocka_unit_test(names_are_there_and_found),
		cmocka_unit_test(one_key_means_one_action),
		cmocka_unit_test(every_action_is_reached_in_all_its_places),
		cmocka_unit_test(help_covers_every_action),
		cmocka_unit_test(review_keys_are_those_of_the_manual),
		cmocka_unit_test(list_keys),
		cmocka_unit_test(first_run_help_and_submit_keys),
		cmocka_unit_test(lists_are_chosen_from_by_letter),
		cmocka_unit_test(modifiers_make_another_key),
		cmocka_unit_test(keys_have_names),
		cmocka_unit_test(keys_compare_by_code_and_modifiers),
	};
	return cmocka_run_group_tests_name("action", tests, NULL, NULL);
}
