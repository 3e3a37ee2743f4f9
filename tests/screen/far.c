/* The far end of a line to callmark: an ssh that is a script and runs the command at once, a
 * speaker. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "screen/far.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "fixture.h"
#include "testing.h"

#define CONTROL_C "\003"

/* It waits while there is a file "cut", says who it is, and becomes the command that ends its line.
 */
void far_make_ssh(struct sitting *sitting)
{
	struct str script = {0};
	char *folder = fixture_path(sitting->home, "bin"), *path = fixture_path(folder, "ssh");
	str_addf(&script,
		"#!/bin/sh\n"
		"HOME=%s XDG_RUNTIME_DIR=%s/runtime TMPDIR=%s\nexport HOME XDG_RUNTIME_DIR TMPDIR\n"
		"while [ -e \"$HOME/cut\" ]; do sleep 0.05; done\n"
		"echo $$ >\"$HOME/pid.new\" && mv \"$HOME/pid.new\" \"$HOME/pid\"\n"
		"for word; do command=$word; done\nexec $command\n",
		sitting->home, sitting->home, sitting->home);
	mkdir(folder, 0700);
	fixture_write(path, script.text, script.n_bytes);
	chmod(path, 0700);
	free(path);
	free(folder);
	str_release(&script);
}

struct screen *far_start_speaker(const struct sitting *sitting, const char *option)
{
	const char *builddir = getenv("builddir");
	struct str path = {0}, program = {0};
	str_addf(&path, "PATH=%s/bin:%s", sitting->home, getenv("PATH"));
	str_addf(&program, "remote-program=%s/src/callmark", builddir ? builddir : ".");
	struct screen *screen = screen_start(&(struct screen_options){.columns = 160,
		.env = {str_get(&path)},
		.arguments = {"--no-audio", "-o", str_get(&program), "-o",
			option ? option : "audio=no", "speaker", "qa7"}});
	str_release(&path);
	str_release(&program);
	return screen;
}

static char *home_file(const struct sitting *sitting, const char *name)
{
	return fixture_path(sitting->home, name);
}

void far_cut_line(struct sitting *sitting)
{
	char *cut = home_file(sitting, "cut"), *note = home_file(sitting, "pid");
	int pid = 0;
	fixture_write(cut, "", 0);
	FILE *file = fopen(note, "r");
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%d", &pid), 1);
	fclose(file);
	assert_int_equal(kill(pid, SIGKILL), 0);
	free(cut);
	free(note);
}

void far_mend_line(struct sitting *sitting)
{
	char *cut = home_file(sitting, "cut");
	unlink(cut);
	free(cut);
}

void far_end_speaker(struct screen *speaker)
{
	screen_send(speaker, CONTROL_C);
	assert_int_equal(screen_wait_exit(speaker), 0);
	screen_stop(speaker);
}
