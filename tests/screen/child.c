/* The program under test: its words, its environment, its folders. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "screen/child.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "fixture.h"
#include "testing.h"

static void add_word(char **words, const char *name, const char *value)
{
	struct str word = {0};
	size_t n = 0;
	while (words[n])
		n++;
	assert_true(n + 1 < CHILD_MAX_WORDS);
	str_add(&word, name);
	str_add(&word, value);
	words[n] = str_take(&word);
}

/* What the outer environment says goes on to the program, where it is set. */
static void pass_on(char **env)
{
#define PASSED(name) {name, name "="}
	static const char *const names[][2] = {PASSED("PATH"), PASSED("CALLMARK_DATADIR"),
		PASSED("CALLMARK_LOCALEDIR"), PASSED("CALLMARK_SPEAKER"), PASSED("ASAN_OPTIONS"),
		PASSED("UBSAN_OPTIONS"), PASSED("TSAN_OPTIONS"), PASSED("LSAN_OPTIONS")};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i][0]);
		if (value)
			add_word(env, names[i][1], value);
	}
}

static void add_folder(struct child *child, const char *name, const char *below)
{
	struct str path = {0};
	str_addf(&path, "%s%s", child->home, below);
	if (mkdir(str_get(&path), 0700) != 0)
		assert_int_equal(access(str_get(&path), W_OK), 0);
	add_word(child->env, name, str_get(&path));
	str_release(&path);
}

static void make_home(struct child *child, const char *home)
{
	if (home) {
		child->home = mem_dup(home);
	} else {
		child->home = fixture_folder();
		child->is_home_ours = true;
	}
	add_word(child->env, "HOME=", child->home);
	add_folder(child, "XDG_CONFIG_HOME=", "/config");
	add_folder(child, "XDG_DATA_HOME=", "/data");
	add_folder(child, "XDG_CACHE_HOME=", "/cache");
	add_folder(child, "XDG_STATE_HOME=", "/state");
	add_folder(child, "XDG_RUNTIME_DIR=", "/runtime");
}

void child_prepare(struct child *child, const struct screen_options *options)
{
	*child = (struct child){.input = options->input, .output = options->output};
	if (!options->argv[0]) {
		const char *builddir = getenv("builddir");
		add_word(child->argv, builddir ? builddir : ".", "/src/callmark");
	}
	const char *const *words = options->argv[0] ? options->argv : options->arguments;
	for (size_t i = 0; i < SCREEN_MAX_WORDS && words[i]; i++)
		add_word(child->argv, words[i], "");
	/* The first of a name counts. */
	for (size_t i = 0; i < SCREEN_MAX_WORDS && options->env[i]; i++)
		add_word(child->env, options->env[i], "");
	add_word(child->env, "TERM=", options->term ? options->term : "xterm-256color");
	add_word(child->env, "LC_ALL=C.UTF-8", "");
	add_word(child->env, "TZ=UTC", "");
	if (options->language)
		add_word(child->env, "LANGUAGE=", options->language);
	make_home(child, options->home);
	pass_on(child->env);
}

static void take_fd(const char *path, int flags, int terminal, int as)
{
	int fd = path ? open(path, flags, 0600) : terminal;
	if (fd < 0 || dup2(fd, as) < 0)
		_exit(125);
}

pid_t child_start(const struct child *child, int master, int slave)
{
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	close(master);
	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	take_fd(child->input, O_RDONLY, slave, STDIN_FILENO);
	take_fd(child->output, O_WRONLY | O_CREAT | O_TRUNC, slave, STDOUT_FILENO);
	take_fd(NULL, 0, slave, STDERR_FILENO);
	if (slave > STDERR_FILENO)
		close(slave);
	execve(child->argv[0], child->argv, child->env);
	_exit(126);
}

void child_release(struct child *child)
{
	for (size_t i = 0; child->argv[i]; i++)
		free(child->argv[i]);
	for (size_t i = 0; child->env[i]; i++)
		free(child->env[i]);
	if (child->is_home_ours)
		fixture_remove(child->home);
	else
		free(child->home);
}
