/* Tests of config: every option with good and bad values, the file, and the folders. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/paths.h"
#include "config/settings.h"
#include "testing.h"

static void presets_are_what_the_table_says(void **state)
{
	(void)state;
	struct config config;
	config_init(&config);
	assert_string_equal(config.card, "tenets");
	assert_true(config.audio);
	assert_int_equal(config.resume_back_ms, 2000);
	assert_int_equal(config.limits.over_ms[2], 60000);
	config_release(&config);
}

static void values_are_checked(void **state)
{
	(void)state;
	struct config config;
	struct err err;
	static const char *const wrong[][2] = {
		{"audio", "maybe"}, {"audio-rate", "fast"}, {"audio-rate", "-1"},
		{"audio-latency", "5"}, {"audio-latency", "50 ms"}, {"graph", "nice"},
		{"pedal-keys", "f8"}, {"pedal-keys", ""}, {"pedal-grab", "1"},
		{"gap-thresholds", "15,3,60"}, {"agent-channel", "2"}, {"colour", "auto"},
	};
	config_init(&config);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_false(config_set(&config, wrong[i][0], wrong[i][1], &err));
		assert_int_equal(err.code, ERR_USAGE);
		assert_non_null(strstr(err.text, wrong[i][0]));
	}
	assert_true(config_set(&config, "audio-rate", "8000", &err));
	assert_int_equal(config.audio_rate_hz, 8000);
	assert_true(config_set(&config, "agent-channel", "right", &err));
	assert_int_equal(config.agent_channel, 1);
	assert_true(config_set(&config, "pedal-keys", "b=play a=back", &err));
	assert_string_equal(config.pedal_keys, "b=play a=back");
	char path[200] = "/dev/input/by-id/";
	memset(path + strlen(path), 'x', 127 - strlen(path));
	assert_true(config_set(&config, "pedal", path, &err));
	path[127] = 'x';
	assert_false(config_set(&config, "pedal", path, &err));
	assert_non_null(strstr(err.text, "127"));
	assert_true(config_set(&config, "gap-thresholds", "2,10,45", &err));
	assert_int_equal(config.limits.over_ms[1], 10000);
	config_release(&config);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void a_file_sets_options_and_names_its_errors(void **state)
{
	(void)state;
	struct config config;
	struct err err;
	char path[] = "/tmp/callmark-config-XXXXXX";
	close(mkstemp(path));
	config_init(&config);
	write_file(path, "# ours\ncard = short\ngraph = ascii\n");
	assert_true(config_read_file(&config, path, &err));
	assert_string_equal(config.card, "short");
	write_file(path, "card = short\n\naudio = sometimes\n");
	assert_false(config_read_file(&config, path, &err));
	assert_non_null(strstr(err.text, ":3: "));
	assert_non_null(strstr(err.text, "'sometimes'"));
	write_file(path, "no equals sign\n");
	assert_false(config_read_file(&config, path, &err));
	assert_non_null(strstr(err.text, ":1: "));
	unlink(path);
	assert_true(config_read_file(&config, path, &err));
	config_release(&config);
}

static void the_first_wrong_line_is_told(void **state)
{
	(void)state;
	static const struct {
		const char *text, *place, *what;
	} files[] = {
		{"audio-rate = fast\nmouse = perhaps\n", ":1: ", "'fast'"},
		{"mouse = no\nno equals sign\nmouse = perhaps\n", ":2: ", "name = value"},
		{"mouse = no\n\n  mouse = perhaps\n", ":3: ", "'perhaps'"},
		{"[sound]\naudio = no\n", ":2: ", "'[sound]'"},
	};
	struct config config;
	struct err err;
	char path[] = "/tmp/callmark-config-XXXXXX", text[400] = "mouse = no\nreviewer = ";
	close(mkstemp(path));
	config_init(&config);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		write_file(path, files[i].text);
		assert_false(config_read_file(&config, path, &err));
		assert_non_null(strstr(err.text, files[i].place));
		assert_non_null(strstr(err.text, files[i].what));
	}
	size_t n_bytes = strlen(text), n_line = n_bytes - strlen("mouse = no\n");
	memset(text + n_bytes, 'x', 198 - n_line);
	write_file(path, text);
	assert_true(config_read_file(&config, path, &err));
	assert_int_equal(strlen(config.reviewer), 198 - strlen("reviewer = "));
	memset(text + n_bytes, 'x', 300);
	write_file(path, text);
	assert_false(config_read_file(&config, path, &err));
	assert_non_null(strstr(err.text, ":2: "));
	assert_non_null(strstr(err.text, "198 bytes"));
	unlink(path);
	config_release(&config);
}

static void an_indented_line_is_one_of_its_own(void **state)
{
	(void)state;
	struct config config;
	struct err err;
	char path[] = "/tmp/callmark-config-XXXXXX";
	close(mkstemp(path));
	config_init(&config);
	write_file(path, "reviewer = Li Na\n\tcard = short\n");
	assert_true(config_read_file(&config, path, &err));
	assert_string_equal(config.reviewer, "Li Na");
	assert_string_equal(config.card, "short");
	unlink(path);
	config_release(&config);
}

static void a_folder_is_no_file(void **state)
{
	(void)state;
	struct config config;
	struct err err;
	config_init(&config);
	assert_false(config_read_file(&config, "/", &err));
	assert_int_equal(err.code, ERR_IO);
	config_release(&config);
}

static void a_login_over_ssh_is_remote_unless_it_is_said(void **state)
{
	(void)state;
	struct config config;
	struct err err;
	config_init(&config);
	unsetenv("SSH_CONNECTION");
	assert_false(config_is_remote(&config));
	setenv("SSH_CONNECTION", "", 1);
	assert_false(config_is_remote(&config));
	setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22", 1);
	assert_true(config_is_remote(&config));
	assert_true(config_set(&config, "audio-remote", "no", &err));
	assert_false(config_is_remote(&config));
	unsetenv("SSH_CONNECTION");
	assert_true(config_set(&config, "audio-remote", "yes", &err));
	assert_true(config_is_remote(&config));
	config_release(&config);
}

static void folders_follow_the_environment(void **state)
{
	(void)state;
	setenv("HOME", "/home/of/tests", 1);
	unsetenv("XDG_DATA_HOME");
	char *path = paths_user(FOLDER_DATA, "callmark.db");
	assert_string_equal(path, "/home/of/tests/.local/share/callmark/callmark.db");
	free(path);
	setenv("XDG_DATA_HOME", "relative", 1);
	path = paths_user(FOLDER_DATA, NULL);
	assert_string_equal(path, "/home/of/tests/.local/share/callmark");
	free(path);
	setenv("XDG_DATA_HOME", "/data", 1);
	path = paths_user(FOLDER_DATA, NULL);
	assert_string_equal(path, "/data/callmark");
	free(path);
}

static void parents_are_made_private(void **state)
{
	(void)state;
	char folder[] = "/tmp/callmark-paths-XXXXXX", path[80];
	struct stat st;
	struct err err;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a/b/file", folder);
	assert_true(paths_make_parent(path, &err));
	assert_true(paths_make_parent(path, &err));
	snprintf(path, sizeof path, "%s/a/b", folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	rmdir(path);
	snprintf(path, sizeof path, "%s/a", folder);
	rmdir(path);
	write_file(path, "a file is in the way");
	snprintf(path, sizeof path, "%s/a/b/file", folder);
	assert_false(paths_make_parent(path, &err));
	assert_non_null(strstr(err.text, folder));
	snprintf(path, sizeof path, "%s/a", folder);
	unlink(path);
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(presets_are_what_the_table_says),
		cmocka_unit_test(values_are_checked),
		cmocka_unit_test(a_file_sets_options_and_names_its_errors),
		cmocka_unit_test(the_first_wrong_line_is_told),
		cmocka_unit_test(an_indented_line_is_one_of_its_own),
		cmocka_unit_test(a_folder_is_no_file),
		cmocka_unit_test(a_login_over_ssh_is_remote_unless_it_is_said),
		cmocka_unit_test(folders_follow_the_environment),
		cmocka_unit_test(parents_are_made_private),
	};
	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
