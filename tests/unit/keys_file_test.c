/* Tests of config/keys_file: keys of one's own, and what is said of those that cannot be. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "config/keys_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "action/keymap.h"
#include "testing.h"

static int reset(void **state)
{
	(void)state;
	keymap_reset();
	return 0;
}

static bool read_text(const char *text, struct err *err)
{
	char path[] = "/tmp/callmark-keys-XXXXXX";
	FILE *file = fdopen(mkstemp(path), "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	bool ok = keys_read_file(path, err);
	unlink(path);
	return ok;
}

static enum action key_does(unsigned where, const char *name)
{
	struct key key;
	assert_true(key_find(name, strlen(name), &key));
	return keymap_lookup(where, key);
}

static void an_action_has_the_keys_that_it_is_given(void **state)
{
	(void)state;
	struct err err;
	assert_true(read_text("# mine\nnext-gap = F12 w\nskip-gaps: Ctrl+Right\nquieter =\n", &err));
	assert_int_equal(key_does(IN_REVIEW, "w"), ACTION_NEXT_GAP);
	assert_int_equal(key_does(IN_REVIEW, "g"), ACTION_NONE);
	assert_int_equal(key_does(IN_REVIEW, "Ctrl+Right"), ACTION_SKIP_GAPS);
	assert_int_equal(key_does(IN_REVIEW, "-"), ACTION_NONE);
	assert_int_equal(key_does(IN_REVIEW, "2"), ACTION_LEVEL_2);
	assert_int_equal(keymap_get(ACTION_NEXT_GAP)[0].code, KEY_CODE_F12);
	assert_true(keymap_is_given(ACTION_QUIETER));
	assert_false(keymap_is_given(ACTION_NOTE));
}

static void two_keys_can_be_swapped(void **state)
{
	(void)state;
	struct err err;
	assert_true(read_text("note = g\nnext-gap = a\ngap-list = M a\n", &err));
	assert_int_equal(key_does(IN_REVIEW, "g"), ACTION_NOTE);
	assert_int_equal(key_does(IN_REVIEW, "a"), ACTION_NEXT_GAP);
	assert_int_equal(key_does(IN_REVIEW, "M a"), ACTION_GAP_LIST);
}

static void what_cannot_be_is_told_with_its_place(void **state)
{
	(void)state;
	static const struct {
		const char *text, *place, *what;
	} files[] = {
		{"next-gap = w\n\nnext-gapp = g\n", ":3:1: ", "'next-gapp'"},
		{"  note = F12 Hyper+x\nnext-gapp = g\n", ":1:14: ", "'Hyper+x' is no key"},
		{"undo = w\nnote = g\n", ":2:8: ", "'g' is 'next-gap' already"},
		{"note = w\nundo = F12 w\n", ":1:8: ", "'w' is 'undo' already"},
		{"down = a b c d e\n", ":1:16: ", "4 keys at most"},
		{"note = Escape\n", ":1:8: ", "Escape"},
		{"note = M\n", ":1:8: ", "M only leads"},
		{"pick = z\n", ":1:1: ", "'pick'"},
		{"note = w\nhelp =\n", ":2:1: ", "'help' cannot do without a key"},
		{"note = w\nnote\n", ":2:1: ", "action = keys"},
		{"[review]\nnote = w\n", ":2:1: ", "'[review]'"},
	};
	struct err err;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		assert_false(read_text(files[i].text, &err));
		if (!strstr(err.text, files[i].place) || !strstr(err.text, files[i].what))
			fail_msg("'%s' has no '%s' and '%s'", err.text, files[i].place, files[i].what);
		assert_int_equal(key_does(IN_REVIEW, "a"), ACTION_NOTE); /* nothing is changed */
	}
}

static void no_file_is_fine(void **state)
{
	(void)state;
	struct err err;
	assert_true(keys_read_file("/nowhere/keys.conf", &err));
	assert_false(keys_read_file("/dev/null/keys.conf", &err));
}

static void every_key_of_the_table_is_found_by_its_name(void **state)
{
	(void)state;
	const struct action_row *rows = action_get_rows();
	char name[KEY_NAME_SIZE];
	for (int i = 0; i < N_ACTIONS; i++)
		for (int k = 0; k < ACTION_MAX_KEYS && rows[i].keys[k].code; k++) {
			struct key key;
			key_name(rows[i].keys[k], name);
			assert_true(key_find(name, strlen(name), &key));
			assert_true(key_equal(key, rows[i].keys[k]));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(an_action_has_the_keys_that_it_is_given, reset),
		cmocka_unit_test_teardown(two_keys_can_be_swapped, reset),
		cmocka_unit_test_teardown(what_cannot_be_is_told_with_its_place, reset),
		cmocka_unit_test_teardown(no_file_is_fine, reset),
		cmocka_unit_test_teardown(every_key_of_the_table_is_found_by_its_name, reset),
	};
	return cmocka_run_group_tests_name("keys file", tests, NULL, NULL);
}
