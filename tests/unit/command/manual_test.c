/* Tests that manual pages, --help and the program's tables agree: whatever a table has, each shows.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "action/action.h"
#include "base/str.h"
#include "command/arguments.h"
#include "command/card.h"
#include "command/gaps_labels.h"
#include "config/settings.h"
#include "media/media.h"
#include "testing.h"

static void read_stream(FILE *stream, struct str *text)
{
	char block[4096];
	size_t n;
	assert_non_null(stream);
	while ((n = fread(block, 1, sizeof block, stream)) > 0)
		str_addn(text, block, n);
}

/* The character that an escape of roff at text stands for, '\0' if there is none; and its bytes. */
static char unescape(const char *text, size_t *n_bytes)
{
	static const struct {
		const char *escape;
		char character;
	} escapes[] = {{"\\-", '-'}, {"\\e", '\\'}, {"\\(ha", '^'}, {"\\(ti", '~'}};
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		*n_bytes = strlen(escapes[i].escape);
		if (strncmp(text, escapes[i].escape, *n_bytes) == 0)
			return escapes[i].character;
	}
	return '\0';
}

/* A built page, with the characters of the tables. */
static char *read_page(const char *name)
{
	struct str path = {0}, text = {0}, plain = {0};
	size_t n_bytes;
	str_addf(&path, "%s/man/%s", getenv("builddir") ? getenv("builddir") : ".", name);
	FILE *page = fopen(str_get(&path), "r");
	read_stream(page, &text);
	fclose(page);
	for (const char *c = str_get(&text); *c; c++) {
		char character = unescape(c, &n_bytes);
		str_addc(&plain, character ? character : *c);
		c += character ? n_bytes - 1 : 0;
	}
	str_release(&path);
	str_release(&text);
	return str_take(&plain);
}

static char *read_help(void)
{
	struct str text = {0};
	fflush(stdout);
	FILE *caught = tmpfile();
	int kept = dup(STDOUT_FILENO);
	assert_non_null(caught);
	dup2(fileno(caught), STDOUT_FILENO);
	arguments_print_help();
	fflush(stdout);
	dup2(kept, STDOUT_FILENO);
	close(kept);
	rewind(caught);
	read_stream(caught, &text);
	fclose(caught);
	return str_take(&text);
}

static void assert_shows(const char *text, const char *before, const char *name, const char *after)
{
	struct str wanted = {0};
	str_addf(&wanted, "%s%s%s", before, name, after);
	if (!strstr(text, str_get(&wanted)))
		fail_msg("'%s' is not shown", str_get(&wanted));
	str_release(&wanted);
}

/* An item of a page, and its text. */
static void assert_item(const char *page, const char *name, const char *help)
{
	assert_shows(page, ".TP\n\\fB", name, "\\fR");
	assert_shows(page, "\n", help, ".\n");
}

static void every_command_is_in_the_manual_and_in_help(void **state)
{
	(void)state;
	char *page = read_page("callmark.1"), *help = read_help();
	for (const struct command_row *row = command_get_rows(); row->name; row++) {
		assert_item(page, row->name, row->help);
		assert_shows(help, "\n  ", row->name, " ");
		assert_shows(help, "  ", row->help, "\n");
	}
	free(page);
	free(help);
}

static void every_verb_of_card_is_in_the_manual_and_in_help(void **state)
{
	(void)state;
	char *page = read_page("callmark.1"), *help = read_help();
	for (const struct card_verb *verb = card_verbs; verb->name; verb++) {
		assert_shows(page, ".TP\n\\fBcallmark card ", verb->name, "\\fR");
		assert_shows(page, "\n", verb->help, ".\n");
		assert_shows(help, "\n  card ", verb->name, " ");
		assert_shows(help, "  ", verb->help, "\n");
	}
	free(page);
	free(help);
}

static void every_option_is_in_the_manual_and_in_help(void **state)
{
	(void)state;
	char *page = read_page("callmark.1"), *help = read_help();
	for (const struct argument_row *row = arguments_get_rows(); row->help; row++) {
		assert_shows(page, "\n", row->help, ".\n");
		assert_shows(help, "  ", row->help, "\n");
		if (row->name)
			assert_shows(page, "--", row->name, "\\fR");
		if (row->name)
			assert_shows(help, "--", row->name, " ");
	}
	for (const struct command_row *row = command_get_rows(); row->name; row++)
		for (int i = 0; row->options && row->options[i].name; i++) {
			assert_shows(page, ".TP\n\\fB--", row->options[i].name, "\\fR");
			assert_shows(page, "\n", row->options[i].help, ".\n");
			assert_shows(help, "\n  --", row->options[i].name, " ");
			assert_shows(help, "  ", row->options[i].help, "\n");
		}
	free(page);
	free(help);
}

static void every_format_is_in_the_manual(void **state)
{
	(void)state;
	char *page = read_page("callmark.1");
	for (const struct gaps_label_format *row = gaps_labels_get_formats(); row->word; row++)
		assert_item(page, row->word, row->help);
	for (const struct media_format_row *row = media_get_formats(); row->endings; row++)
		assert_item(page, row->endings, row->name);
	free(page);
}

static void every_setting_is_in_the_manual(void **state)
{
	(void)state;
	char *page = read_page("callmark.conf.5");
	for (const struct option_row *row = config_get_options(); row->name; row++) {
		assert_item(page, row->name, row->help);
		if (*row->preset)
			assert_shows(page, "; ", row->preset, " unless set.\n");
		for (int i = 0; row->words && row->words[i]; i++)
			assert_shows(page, "", row->words[i], "");
	}
	free(page);
}

static void every_action_and_key_is_in_the_manual(void **state)
{
	(void)state;
	char *page = read_page("callmark-keys.7"), key[KEY_NAME_SIZE];
	for (int i = ACTION_NONE + 1; i < N_ACTIONS; i++) {
		const struct action_row *row = action_get_row((enum action)i);
		assert_shows(page, " \\fI", row->name, "\\fR\n");
		if (row->help)
			assert_shows(page, "\n", row->help, ".\n");
		for (int k = 0; k < ACTION_MAX_KEYS && row->keys[k].code; k++)
			assert_shows(page, "", key_name(row->keys[k], key), "");
	}
	free(page);
}

static void no_name_of_a_table_is_left_in_a_page(void **state)
{
	(void)state;
	static const char *const pages[] = {
		"callmark.1", "callmark.conf.5", "callmark-keys.7", "callmark-card.5"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		char *page = read_page(pages[i]);
		assert_null(strstr(page, "\n@"));
		free(page);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_is_in_the_manual_and_in_help),
		cmocka_unit_test(every_verb_of_card_is_in_the_manual_and_in_help),
		cmocka_unit_test(every_option_is_in_the_manual_and_in_help),
		cmocka_unit_test(every_format_is_in_the_manual),
		cmocka_unit_test(every_setting_is_in_the_manual),
		cmocka_unit_test(every_action_and_key_is_in_the_manual),
		cmocka_unit_test(no_name_of_a_table_is_left_in_a_page),
	};
	return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
