/* Types marks into callmark on a terminal, kills it at any moment, and looks whether every mark that
 * the screen called saved is in the database. Usage: typist [--long]. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "fixture.h"
#include "screen/sitting.h"
#include "testing.h"

#define N_ITEMS 40

struct plan {
	int n_kills;
	int signal;
	int status; /* the end that belongs to the signal */
	/* what came of it */
	uint32_t seed;
	int n_saved;
	int n_lost;
};

static uint32_t next_random(struct plan *plan, uint32_t below)
{
	plan->seed ^= plan->seed << 13;
	plan->seed ^= plan->seed >> 17;
	plan->seed ^= plan->seed << 5;
	return plan->seed % below;
}

static void wait_us(uint32_t us)
{
	struct timespec left = {us / 1000000, us % 1000000 * 1000L};
	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

/* A card of N_ITEMS items, so that each mark of a round has an item of its own. */
static char *write_card(const struct sitting *sitting)
{
	struct str text = {0};
	char *path = fixture_path(sitting->home, "many.yaml");
	str_add(&text, "card: many\nversion: 1\ntitle: Many\nsections:\n"
		       "  - section: all\n    title: All\n    items:\n");
	for (int i = 1; i <= N_ITEMS; i++)
		str_addf(&text, "      - item: %d\n        title: Item\n        met: 1\n", i);
	fixture_write(path, str_get(&text), text.n_bytes);
	str_release(&text);
	return path;
}

/* What is typed for an item: 1 or 2, mixed anew for each round. */
static int level_of(int round, int item)
{
	return 1 + (item * 7 + round * 3 + item / 3) % 2;
}

static void type_items(struct sitting *sitting, int round, int from, int to)
{
	char keys[N_ITEMS + 1];
	int n = 0;
	for (int item = from; item <= to; item++)
		keys[n++] = (char)('0' + level_of(round, item));
	keys[n] = '\0';
	screen_send(sitting->screen, keys);
}

/* The item whose mark the screen calls saved; marks are saved in their order. 0: none. */
static int find_saved(const struct sitting *sitting)
{
	int item = 0, row = screen_find(sitting->screen, " saved ", NULL);
	char *dump = screen_dump(sitting->screen), *line = dump;
	for (; row > 0; row--)
		line = strchr(line, '\n') + 1;
	if (row < 0 || sscanf(line, " Item %d ", &item) != 1)
		item = 0;
	free(dump);
	return item;
}

static void wait_saved(struct sitting *sitting, int round, int item)
{
	char text[64];
	snprintf(text, sizeof text, "Item %d %s at 0:0", item,
		level_of(round, item) == 1 ? "not met" : "met");
	screen_wait_text(sitting->screen, text);
}

/* Half of the kills come at most 2 ms after a "saved", as the next marks are being written; the
 * others at any time. Returns the last item that was called saved. */
static int type_until_killed(struct sitting *sitting, struct plan *plan, int round)
{
	int last = 0;
	if (round % 2 == 0) {
		last = 1 + (int)next_random(plan, N_ITEMS - 4);
		for (int item = 1; item <= last; item++) {
			type_items(sitting, round, item, item);
			wait_saved(sitting, round, item);
		}
		type_items(sitting, round, last + 1, last + 3);
		wait_us(next_random(plan, 2000));
	} else {
		type_items(sitting, round, 1, N_ITEMS);
		wait_us(next_random(plan, 50000));
	}
	kill(screen_get_pid(sitting->screen), plan->signal);
	int status = screen_wait_exit(sitting->screen);
	assert_int_equal(status, plan->status);
	int found = plan->signal == SIGKILL ? find_saved(sitting) : 0;
	screen_stop(sitting->screen);
	sitting->screen = NULL;
	return found > last ? found : last;
}

static int count_lost(const char *marks, int round, int n_saved)
{
	char mark[32];
	int n_lost = 0;
	for (int item = 1; item <= n_saved; item++) {
		snprintf(mark, sizeof mark, "%s%d=%d@", item == 1 ? "" : " ", item,
			level_of(round, item));
		n_lost += strstr(marks, mark) == NULL;
	}
	return n_lost;
}

static void run_round(struct sitting *sitting, struct plan *plan, int round, const char *card)
{
	char name[32];
	snprintf(name, sizeof name, "call-%d.wav", round);
	char *call = fixture_path(sitting->home, name);
	fixture_write_tone(call, 800 + round); /* no two alike */
	sitting_start(sitting,
		(struct screen_options){.arguments = {"--no-audio", "--card", card, call}});
	screen_wait_text(sitting->screen, "0 of 40");
	int n_saved = type_until_killed(sitting, plan, round);
	char *marks = sitting_read_marks(sitting, call);
	plan->n_saved += n_saved;
	plan->n_lost += count_lost(marks, round, n_saved);
	free(marks);
	free(call);
}

static void saved_on_screen_is_in_the_database(void **state)
{
	struct plan *plan = *state;
	void *sitting = NULL;
	sitting_setup(&sitting);
	char *card = write_card(sitting);
	plan->seed = 20261122;
	for (int round = 0; round < plan->n_kills; round++)
		run_round(sitting, plan, round, card);
	sitting_expect_sound_database(sitting);
	print_message("# %d ends by signal %d, %d marks called saved, %d lost\n", plan->n_kills,
		plan->signal, plan->n_saved, plan->n_lost);
	free(card);
	sitting_teardown(&sitting);
	assert_true(plan->n_saved > plan->n_kills);
	assert_int_equal(plan->n_lost, 0);
}

int main(int argc, char **argv)
{
	bool is_long = argc > 1 && strcmp(argv[1], "--long") == 0;
	struct plan kills = {
		.n_kills = is_long ? 200 : 30, .signal = SIGKILL, .status = 128 + SIGKILL};
	struct plan hang_ups = {.n_kills = is_long ? 200 : 10, .signal = SIGHUP, .status = 0};
	const struct CMUnitTest tests[] = {
		{"saved_outlives_kill_9", saved_on_screen_is_in_the_database, NULL, NULL, &kills},
		{"saved_outlives_a_hang_up", saved_on_screen_is_in_the_database, NULL, NULL,
			&hang_ups},
	};
	return cmocka_run_group_tests_name("typist", tests, NULL, NULL);
}
