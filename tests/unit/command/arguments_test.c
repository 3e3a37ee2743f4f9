/* Tests of the command line: options anywhere, words in order, clear errors. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "command/arguments.h"
#include "testing.h"

struct parsed {
	struct config config;
	struct arguments arguments;
	struct err err;
	bool ok;
	char *argv[12];
};

/* Words separated by blanks, as a shell would split them. */
static void parse(struct parsed *parsed, char *line)
{
	int argc = 0;
	for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
		parsed->argv[argc++] = word;
	parsed->argv[argc] = NULL;
	config_init(&parsed->config);
	parsed->ok = arguments_read(
		argc, parsed->argv, &parsed->config, &parsed->arguments, &parsed->err);
}

static void options_stand_anywhere(void **state)
{
	(void)state;
	struct parsed p;
	char line[] = "callmark gaps --json a.wav -o gap-thresholds=2,10,45 b.wav --db=x.db";
	parse(&p, line);
	assert_true(p.ok);
	assert_int_equal(p.arguments.output, OUTPUT_JSON);
	assert_int_equal(p.arguments.n_words, 3);
	assert_string_equal(p.arguments.words[0], "gaps");
	assert_string_equal(p.arguments.words[2], "b.wav");
	assert_string_equal(p.config.database, "x.db");
	assert_int_equal(p.config.limits.over_ms[0], 2000);
	config_release(&p.config);
}

static void short_forms_set_options(void **state)
{
	(void)state;
	struct parsed p;
	char line[] = "callmark --no-audio --ascii --lang zh_CN -Vh -oaudio-rate=8000";
	parse(&p, line);
	assert_true(p.ok);
	assert_false(p.config.audio);
	assert_int_equal(p.config.graph, GRAPH_ASCII);
	assert_string_equal(p.config.language, "zh_CN");
	assert_int_equal(p.config.audio_rate_hz, 8000);
	assert_true(p.arguments.version && p.arguments.help);
	config_release(&p.config);
}

static void after_two_dashes_all_are_words(void **state)
{
	(void)state;
	struct parsed p;
	char line[] = "callmark -- --json -x -";
	parse(&p, line);
	assert_true(p.ok);
	assert_int_equal(p.arguments.output, OUTPUT_TABLE);
	assert_int_equal(p.arguments.n_words, 3);
	assert_string_equal(p.arguments.words[0], "--json");
	config_release(&p.config);
}

static void a_subcommand_has_options_of_its_own(void **state)
{
	(void)state;
	struct parsed p;
	char line[] = "callmark gaps --shard=2/3 DIR --min 1.5 --shard 3/3";
	parse(&p, line);
	assert_true(p.ok);
	assert_string_equal(p.arguments.command->name, "gaps");
	assert_int_equal(p.arguments.n_words, 2);
	for (int i = 0; p.arguments.command->options[i].name; i++) {
		const char *name = p.arguments.command->options[i].name;
		if (strcmp(name, "shard") == 0)
			assert_string_equal(p.arguments.values[i], "3/3");
		else if (strcmp(name, "min") == 0)
			assert_string_equal(p.arguments.values[i], "1.5");
		else
			assert_null(p.arguments.values[i]);
	}
	config_release(&p.config);
}

static void options_of_a_subcommand_may_be_given_often(void **state)
{
	(void)state;
	struct parsed p;
	char line[] = "callmark score --set 1=1 CALL --comment 1=x --set=2=2";
	parse(&p, line);
	assert_true(p.ok);
	assert_int_equal(p.arguments.n_given, 3);
	assert_string_equal(p.arguments.given[0].value, "1=1");
	assert_string_equal(p.arguments.given[1].value, "1=x");
	assert_string_equal(p.arguments.given[2].value, "2=2");
	assert_int_equal(p.arguments.given[0].option, p.arguments.given[2].option);
	config_release(&p.config);
}

static void a_recording_may_be_named_like_a_subcommand(void **state)
{
	(void)state;
	struct parsed p;
	char line[] = "callmark -- gaps";
	parse(&p, line);
	assert_true(p.ok);
	assert_null(p.arguments.command);
	assert_string_equal(p.arguments.words[0], "gaps");
	config_release(&p.config);
}

static void no_subcommand_has_too_many_options(void **state)
{
	(void)state;
	for (const struct command_row *row = command_get_rows(); row->name; row++) {
		int n = 0;
		while (row->options && row->options[n].name)
			n++;
		assert_in_range(n, 0, COMMAND_MAX_OPTIONS);
	}
}

static void wrong_lines_are_told(void **state)
{
	(void)state;
	static const char *const wrong[][2] = {
		{"callmark --jsn", "--jsn"},
		{"callmark --db", "--db"},
		{"callmark --json=1", "--json"},
		{"callmark -x", "-x"},
		{"callmark -o", "-o"},
		{"callmark -o card", "NAME=VALUE"},
		{"callmark -o a=b", "'a'"},
		{"callmark --color pink", "pink"},
		{"callmark --shard 1/2 gaps x", "callmark gaps --shard"},
		{"callmark show --shard 1/2 x", "callmark gaps --shard"},
		{"callmark gaps --shard", "--shard"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct parsed p;
		char line[64];
		strcpy(line, wrong[i][0]);
		parse(&p, line);
		assert_false(p.ok);
		assert_int_equal(p.err.code, ERR_USAGE);
		assert_non_null(strstr(p.err.text, wrong[i][1]));
		config_release(&p.config);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_stand_anywhere),
		cmocka_unit_test(short_forms_set_options),
		cmocka_unit_test(after_two_dashes_all_are_words),
		cmocka_unit_test(a_subcommand_has_options_of_its_own),
		cmocka_unit_test(options_of_a_subcommand_may_be_given_often),
		cmocka_unit_test(a_recording_may_be_named_like_a_subcommand),
		cmocka_unit_test(no_subcommand_has_too_many_options),
		cmocka_unit_test(wrong_lines_are_told),
	};
	return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
