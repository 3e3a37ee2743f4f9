/* A review without a screen, for tests: the sample call, the short card, a store of its own. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review_desk.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "fixture.h"
#include "player/launch.h"
#include "testing.h"

/* Static because store_options takes a plain function: the tests' time of day. */
static int64_t wall_now_ms = 1800000000000;

static int64_t fixed_wall_ms(void)
{
	return wall_now_ms;
}

/* Static for the same reason: the clock of those tests that have their own. */
static int64_t mono_now_ns;

int64_t desk_now_ns(void)
{
	return mono_now_ns;
}

static int64_t player_now_ns(void *context)
{
	(void)context;
	return mono_now_ns;
}

static struct card *parse_card(const char *text, size_t n)
{
	struct card_problems problems = {0};
	struct card *card = card_parse(text, n, &problems);
	if (!card)
		print_error("%d: %s\n", problems.problems[0].line, problems.problems[0].text);
	assert_non_null(card);
	return card;
}

static struct card *read_card(const char *name)
{
	struct str path = {0};
	static char text[1 << 18];
	str_addf(&path, "%s/data/cards/%s.yaml", getenv("srcdir"), name);
	FILE *file = fopen(str_get(&path), "rb");
	assert_non_null(file);
	size_t n = fread(text, 1, sizeof text, file);
	fclose(file);
	str_release(&path);
	return parse_card(text, n);
}

static void open_store(struct desk *desk)
{
	char *path = fixture_path(desk->folder, "db"), *cache = fixture_path(desk->folder, "cache");
	const struct store_options options = {.path = path,
		.cache_path = cache,
		.person = "tester",
		.wall_ms = fixed_wall_ms};
	desk->store = store_open(&options, &desk->err);
	assert_non_null(desk->store);
	free(path);
	free(cache);
}

static void open_review(struct desk *desk)
{
	struct call_leg leg = {.path = desk->path};
	desk->options.store = desk->store;
	assert_true(media_stat(&leg, &desk->err));
	desk->review = review_open("call", &leg, 1, &desk->options, &desk->err);
	if (!desk->review)
		print_error("%s\n", desk->err.text);
	assert_non_null(desk->review);
	review_start(desk->review);
}

static struct player *make_player(bool is_clocked)
{
	const struct player_options silent = {.speaker_path = "", .silent = true};
	const struct player_launcher launcher = {.now_ns = player_now_ns};
	return is_clocked ? player_new_with(&silent, &launcher) : player_new(&silent);
}

static struct review_options make_options(const struct desk *desk)
{
	return (struct review_options){
		.player = desk->player,
		.scan = desk->scan,
		.card = desk->card,
		.language = CARD_EN,
		.limits = gap_limits_default,
		.overtalk_grace_ms = 1000,
		.media = media_options_default,
		.analysis = analysis_options_default,
		.resume_back_ms = 2000,
		.evidence_lag_ms = 1500,
		.skip_front_ms = 500,
		.skip_behind_ms = 500,
		.silence_counts = true,
		.mono_ns = desk->is_clocked ? desk_now_ns : NULL,
	};
}

static int set_up(void **state, bool is_clocked, struct card *card)
{
	struct desk *desk = mem_zalloc(1, sizeof *desk);
	struct str sample = {0};
	desk->is_clocked = is_clocked;
	mono_now_ns = 1000000000000;
	desk->folder = fixture_folder();
	desk->path = fixture_path(desk->folder, "call.opus");
	str_addf(&sample, "%s/data/sample/sample-call.opus", getenv("srcdir"));
	fixture_copy(str_get(&sample), desk->path);
	str_release(&sample);
	desk->card = card;
	open_store(desk);
	desk->scan = scan_new(1, &desk->err);
	desk->player = make_player(is_clocked);
	desk->options = make_options(desk);
	open_review(desk);
	*state = desk;
	return 0;
}

int desk_set_up_clocked(void **state)
{
	return set_up(state, true, read_card("short"));
}

void desk_pass(struct desk *desk, int ms)
{
	mono_now_ns += (int64_t)ms * 1000000;
	player_service(desk->player, mono_now_ns);
	review_service(desk->review, mono_now_ns);
}

int desk_set_up(void **state)
{
	return set_up(state, false, read_card("short"));
}

int desk_set_up_with(void **state, const char *card)
{
	return set_up(state, false, parse_card(card, strlen(card)));
}

int desk_tear_down(void **state)
{
	struct desk *desk = *state;
	review_close(desk->review);
	player_free(desk->player);
	scan_free(desk->scan);
	store_close(desk->store);
	card_free(desk->card);
	fixture_remove(desk->folder);
	free(desk->path);
	free(desk);
	return 0;
}

struct review_snapshot desk_look(struct desk *desk)
{
	struct review_snapshot snapshot;
	review_snapshot(desk->review, &snapshot);
	return snapshot;
}

void desk_restart(struct desk *desk)
{
	review_close(desk->review);
	player_free(desk->player);
	desk->options.player = desk->player = make_player(desk->is_clocked);
	desk->review = NULL;
	desk_reopen(desk);
}

void desk_reopen(struct desk *desk)
{
	review_close(desk->review);
	store_close(desk->store);
	open_store(desk);
	open_review(desk);
}

void desk_wait_for_analysis(struct desk *desk)
{
	while (desk_look(desk).analysing) {
		struct pollfd news = {.fd = scan_get_fd(desk->scan), .events = POLLIN};
		assert_int_equal(poll(&news, 1, 60000), 1);
		scan_drain(desk->scan);
		review_service(desk->review, desk->is_clocked ? mono_now_ns : clock_mono_ns());
	}
}

bool desk_find_review(struct desk *desk, struct store_review *row)
{
	struct call_leg leg = {.path = desk->path};
	char call_id[ID_SIZE];
	return media_stat(&leg, &desk->err) &&
	       store_find_call(desk->store, &leg, 1, call_id, &desk->err) &&
	       store_find_review(desk->store, call_id, row, &desk->err);
}

void desk_expect_message(struct desk *desk, const char *part)
{
	const char *message = desk_look(desk).message;
	if (!strstr(message, part))
		fail_msg("'%s' is not in '%s'", part, message);
}
