/* Tests of a foot pedal on the review screen, also over ssh: a pipe with the kernel's events in it
 * stands for the device. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "base/str.h"
#include "fixture.h"
#include "screen/far.h"
#include "unit/pedal/input.h"

struct bench {
	struct sitting *sitting;
	char *path;
	char *call; /* longer than any machine stops a test */
	int fd;
	struct str option, speaker;
};

static int set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof *bench);
	const char *builddir = getenv("builddir");
	sitting_setup((void **)&bench->sitting);
	bench->path = fixture_path(bench->sitting->home, "pedal");
	bench->call = sitting_make_long_call(bench->sitting, "call.wav");
	bench->fd = input_plug_in(bench->path);
	str_addf(&bench->option, "pedal=%s", bench->path);
	str_addf(&bench->speaker, "CALLMARK_SPEAKER=%s/tests/unit/broken_speaker",
		builddir ? builddir : ".");
	*state = bench;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *bench = *state;
	if (bench->fd >= 0)
		close(bench->fd);
	sitting_teardown((void **)&bench->sitting);
	str_release(&bench->option);
	str_release(&bench->speaker);
	free(bench->call);
	free(bench->path);
	free(bench);
	return 0;
}

static void unplug(struct bench *bench)
{
	unlink(bench->path);
	close(bench->fd);
	bench->fd = -1;
}

static struct screen *start(struct bench *bench)
{
	struct sitting *sitting = bench->sitting;
	sitting_start(sitting,
		(struct screen_options){.columns = 160,
			.env = {str_get(&bench->speaker)},
			.arguments = {"-o", "autoplay=no", "-o", "resume-back=10000", "-o",
				str_get(&bench->option), "--card", "short", bench->call}});
	screen_wait_text(sitting->screen, "Short v1");
	screen_wait_text(sitting->screen, "|| 0:00.0");
	return sitting->screen;
}

static void hold(struct bench *bench, int code)
{
	input_key(bench->fd, code, 1);
}

static void let_go(struct bench *bench, int code)
{
	input_key(bench->fd, code, 0);
}

/* Pressed and let go at once: both are read together. */
static void tap(struct bench *bench, int code)
{
	const struct input_event events[] = {
		{.type = EV_KEY, .code = (unsigned short)code, .value = 1},
		{.type = EV_SYN, .code = SYN_REPORT},
		{.type = EV_KEY, .code = (unsigned short)code, .value = 0},
		{.type = EV_SYN, .code = SYN_REPORT},
	};
	input_write(bench->fd, events, 4);
}

static void it_plays_while_it_is_held(void **state)
{
	struct bench *bench = *state;
	start(bench);
	hold(bench, KEY_F8);
	sitting_wait_place(bench->sitting, " >", 30);
	let_go(bench, KEY_F8);
	sitting_wait_place(bench->sitting, "||", 1);
	/* The marks know of it as of keys, and Space goes on from there. */
	sitting_type(bench->sitting, "2", "Item 1 met at ");
	sitting_type(bench->sitting, " ", " > ");
	sitting_leave(bench->sitting);
}

static void it_begins_a_step_back(void **state)
{
	struct bench *bench = *state;
	struct screen *screen = start(bench);
	sitting_type(bench->sitting, "@30:00\r", "|| 30:00.0");
	hold(bench, KEY_F8);
	screen_wait_text(screen, " > ");
	let_go(bench, KEY_F8);
	screen_wait_text(screen, "|| ");
	int before = sitting_get_place(bench->sitting, "||");
	sitting_type(bench->sitting, "[[[[[[", "0.5x");
	tap(bench, KEY_F8);
	sitting_wait_paused_before(bench->sitting, before - 50);
	sitting_leave(bench->sitting);
}

static void it_works_while_a_text_is_written(void **state)
{
	struct bench *bench = *state;
	struct screen *screen = start(bench);
	sitting_type(bench->sitting, "2", "Item 1 met");
	sitting_type(bench->sitting, "cquite", "quite");
	hold(bench, KEY_F8);
	sitting_wait_place(bench->sitting, " >", 10);
	sitting_type(bench->sitting, " right", "quite right");
	let_go(bench, KEY_F8);
	screen_wait_text(screen, "|| ");
	assert_true(screen_has_text(screen, "quite right"));
	sitting_type(bench->sitting, "\r", "saved");
	sitting_leave(bench->sitting);
}

static void it_goes_back_and_forward_while_it_is_held(void **state)
{
	struct bench *bench = *state;
	start(bench);
	hold(bench, KEY_F9);
	sitting_wait_place(bench->sitting, "||", 200);
	let_go(bench, KEY_F9);
	hold(bench, KEY_F7); /* both at once would stand still */
	screen_wait_text(bench->sitting->screen, "|| 0:00.0");
	let_go(bench, KEY_F7);
	hold(bench, KEY_F8); /* plays, and nothing draws it back any more */
	sitting_wait_place(bench->sitting, " >", 20);
	sitting_leave(bench->sitting);
}

static void one_that_is_pulled_out_pauses_and_comes_back(void **state)
{
	struct bench *bench = *state;
	struct screen *screen = start(bench);
	hold(bench, KEY_F8);
	sitting_wait_place(bench->sitting, " >", 10);
	unplug(bench);
	screen_wait_text(screen, "|| ");
	sitting_type(bench->sitting, ":audio\r", "pedal: it is not plugged in");
	bench->fd = input_plug_in(bench->path);
	hold(bench, KEY_F8); /* waits in the pipe until it is read */
	screen_wait_text(screen, " > ");
	sitting_type(bench->sitting, ":audio\r", "pedal: /");
	sitting_leave(bench->sitting);
}

static void one_that_is_not_there_is_told(void **state)
{
	struct bench *bench = *state;
	unplug(bench);
	start(bench);
	screen_send(bench->sitting->screen, " ");
	sitting_wait_place(bench->sitting, " >", 10);
	sitting_type(bench->sitting, ":audio\r", "pedal: it is not plugged in");
	/* The list of devices, asked for by the first, comes later than the second is done. */
	sitting_type(bench->sitting, ":audio\r:set pedal=off\r", " pedal=off");
	screen_wait_gone(bench->sitting->screen, "pedal:");
	sitting_leave(bench->sitting);
}

/* The screen is on one machine, sound and pedal are on another. */
static void it_lies_where_the_speaker_is(void **state)
{
	struct bench *bench = *state;
	struct sitting *sitting = bench->sitting;
	far_make_ssh(sitting);
	sitting_start(
		sitting, (struct screen_options){.columns = 160,
				 .env = {FAR_SSH},
				 .arguments = {"-o", "autoplay=no", "-o", "pedal=/no/such/pedal",
					 "--card", "short", bench->call}});
	screen_wait_text(sitting->screen, "Short v1");
	struct screen *speaker = far_start_speaker(sitting, str_get(&bench->option));
	screen_wait_text(sitting->screen, "remote ");
	hold(bench, KEY_F8);
	sitting_wait_place(sitting, " >", 20);
	let_go(bench, KEY_F8);
	screen_wait_text(sitting->screen, "|| ");
	hold(bench, KEY_F8);
	screen_wait_text(sitting->screen, " > ");
	far_cut_line(sitting);
	screen_wait_text(sitting->screen, "|| "); /* nobody can let go any more */
	screen_wait_text(speaker, "qa7: the line is cut");
	let_go(bench, KEY_F8);
	far_mend_line(sitting);
	screen_wait_text(sitting->screen, "remote ");
	hold(bench, KEY_F8);
	screen_wait_text(sitting->screen, " > ");
	sitting_leave(sitting);
	far_end_speaker(speaker);
}

#define BENCH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		BENCH(it_plays_while_it_is_held),
		BENCH(it_begins_a_step_back),
		BENCH(it_works_while_a_text_is_written),
		BENCH(it_goes_back_and_forward_while_it_is_held),
		BENCH(one_that_is_pulled_out_pauses_and_comes_back),
		BENCH(one_that_is_not_there_is_told),
		BENCH(it_lies_where_the_speaker_is),
	};
	return cmocka_run_group_tests_name("app_pedal", tests, NULL, NULL);
}
