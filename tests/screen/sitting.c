/* Sittings of one reviewer: runs of callmark in the same home, and what the database holds of them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "screen/sitting.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "config/paths.h"
#include "fixture.h"
#include "media/media.h"
#include "store/store.h"
#include "testing.h"

int sitting_setup(void **state)
{
	struct sitting *sitting = mem_zalloc(1, sizeof *sitting);
	const char *srcdir = getenv("srcdir");
	sitting->home = fixture_folder();
	sitting->database = fixture_path(sitting->home, "data/callmark/callmark.db");
	sitting->sample = fixture_path(srcdir ? srcdir : ".", "data/sample/sample-call.opus");
	*state = sitting;
	return 0;
}

int sitting_teardown(void **state)
{
	struct sitting *sitting = *state;
	if (sitting->screen)
		screen_stop(sitting->screen);
	fixture_remove(sitting->home);
	free(sitting->database);
	free(sitting->sample);
	free(sitting);
	return 0;
}

char *sitting_make_call(struct sitting *sitting, const char *name, int seconds)
{
	char *path = fixture_path(sitting->home, name);
	fixture_write_tone(path, (int64_t)seconds * 8000);
	return path;
}

char *sitting_make_long_call(struct sitting *sitting, const char *name)
{
	char *path = fixture_path(sitting->home, name);
	fixture_write_silence(path, 59 * 60);
	return path;
}

/* ---- runs ---- */

void sitting_start(struct sitting *sitting, struct screen_options options)
{
	assert_null(sitting->screen);
	options.home = sitting->home;
	sitting->screen = screen_start(&options);
}

static void add_word(struct screen_options *options, const char *word)
{
	size_t n = 0;
	while (options->argv[n])
		n++;
	assert_true(n + 1 < SCREEN_MAX_WORDS);
	options->argv[n] = word;
}

void sitting_start_bound(struct sitting *sitting, struct screen_options options)
{
	const char *builddir = getenv("builddir");
	char *program = fixture_path(builddir ? builddir : ".", "src/callmark");
	add_word(&options, geteuid() == 0 ? "/usr/bin/setpriv" : "/usr/bin/env");
	if (geteuid() == 0)
		add_word(&options, "--bounding-set=-dac_override,-dac_read_search");
	add_word(&options, program);
	for (size_t i = 0; options.arguments[i]; i++)
		add_word(&options, options.arguments[i]);
	sitting_start(sitting, options);
	free(program);
}

void sitting_review(struct sitting *sitting, const char *path)
{
	sitting_start(sitting,
		(struct screen_options){.arguments = {"--no-audio", "--card", "short", path}});
	screen_wait_text(sitting->screen, "Short v1");
	screen_wait_text(sitting->screen, " > ");
}

void sitting_review_paused(struct sitting *sitting, const char *path)
{
	sitting_start(sitting, (struct screen_options){.arguments = {"--no-audio", "-o",
						       "autoplay=no", "--card", "short", path}});
	screen_wait_text(sitting->screen, "Short v1");
	screen_wait_text(sitting->screen, "|| ");
	sitting_type(sitting, "\033[H", "|| 0:00.0");
}

/* A line that is gone may not have come yet; above this verdict it has. */
void sitting_wait_analysed(struct sitting *sitting, const char *verdict)
{
	screen_wait_text(sitting->screen, verdict);
	screen_wait_gone(sitting->screen, "analysing");
}

void sitting_expect_end(struct sitting *sitting, int status)
{
	assert_int_equal(screen_wait_exit(sitting->screen), status);
	assert_true(screen_is_restored(sitting->screen));
	screen_stop(sitting->screen);
	sitting->screen = NULL;
}

void sitting_leave(struct sitting *sitting)
{
	screen_send(sitting->screen, "q");
	sitting_expect_end(sitting, 0);
}

void sitting_type(struct sitting *sitting, const char *keys, const char *text)
{
	screen_send(sitting->screen, keys);
	screen_wait_text(sitting->screen, text);
}

/* ---- the place ---- */

struct place {
	const char *sign;
	int least, most;
	int found; /* -1: there is none */
};

static bool find_place(const struct screen *screen, void *context)
{
	struct place *place = context;
	int minutes, seconds, tenths;
	char *dump = screen_dump(screen);
	place->found = -1;
	for (const char *at = dump; place->found < 0 && (at = strstr(at, place->sign));) {
		at += strlen(place->sign);
		if (sscanf(at, " %d:%d.%d", &minutes, &seconds, &tenths) == 3)
			place->found = (minutes * 60 + seconds) * 10 + tenths;
	}
	free(dump);
	return place->found >= place->least && place->found <= place->most;
}

int sitting_get_place(const struct sitting *sitting, const char *sign)
{
	struct place place = {.sign = sign, .most = INT_MAX};
	if (!find_place(sitting->screen, &place))
		fail_msg("no place behind '%s'", sign);
	return place.found;
}

int sitting_wait_place(struct sitting *sitting, const char *sign, int least)
{
	struct place place = {.sign = sign, .least = least, .most = INT_MAX};
	char what[64];
	snprintf(what, sizeof what, "'%s' at %d.%d s or later", sign, least / 10, least % 10);
	screen_wait_until(sitting->screen, find_place, &place, what);
	return place.found;
}

void sitting_wait_paused_before(struct sitting *sitting, int most)
{
	struct place place = {.sign = "||", .most = most};
	char what[64];
	snprintf(what, sizeof what, "paused at %d.%d s or before", most / 10, most % 10);
	screen_wait_until(sitting->screen, find_place, &place, what);
}

/* ---- the database ---- */

static struct store *open_store(const struct sitting *sitting)
{
	struct err err;
	const struct store_options options = {
		.path = sitting->database, .person = paths_login(), .readonly = true};
	struct store *store = store_open(&options, &err);
	if (!store)
		fail_msg("%s", err.text);
	return store;
}

static void add_marks(struct str *text, struct store *store, const char *review_id)
{
	struct store_mark *marks;
	size_t n_marks;
	struct err err;
	assert_true(store_get_marks(store, review_id, &marks, &n_marks, &err));
	for (size_t i = 0; i < n_marks; i++) {
		str_addf(text, "%s=%d@%lld ", marks[i].item_key, marks[i].level,
			(long long)marks[i].evidence_ms);
		if (marks[i].comment[0])
			str_addf(text, "'%s' ", marks[i].comment);
	}
	store_free_marks(marks, n_marks);
}

static bool find_review(struct store *store, const char *path, struct store_review *review)
{
	struct err err;
	char call_id[ID_SIZE];
	struct call_leg leg = {.path = (char *)path};
	char *real = realpath(path, NULL);
	leg.path = real ? real : leg.path;
	bool found = media_stat(&leg, &err) && store_find_call(store, &leg, 1, call_id, &err) &&
		store_find_review(store, call_id, review, &err);
	free(real);
	return found;
}

static char *read_review(struct sitting *sitting, const char *path, bool with_place)
{
	struct str text = {0};
	struct store_review review;
	struct store *store = open_store(sitting);
	if (!find_review(store, path, &review)) {
		str_add(&text, "none");
	} else {
		add_marks(&text, store, review.id);
		str_add(&text, review.state == REVIEW_FINAL ? "final" : "draft");
		if (with_place)
			str_addf(&text, " %lld %s", (long long)review.playhead_ms, review.item_key);
	}
	store_close(store);
	return str_take(&text);
}

char *sitting_read_marks(struct sitting *sitting, const char *path)
{
	return read_review(sitting, path, false);
}

void sitting_expect_stored(struct sitting *sitting, const char *path, const char *expected)
{
	char *found = read_review(sitting, path, true);
	assert_string_equal(found, expected);
	free(found);
}

void sitting_expect_marks(struct sitting *sitting, const char *path, const char *expected)
{
	char *found = read_review(sitting, path, false);
	assert_string_equal(found, expected);
	free(found);
}

static void tell(void *context, const char *line)
{
	(void)context;
	print_error("%s\n", line);
}

void sitting_expect_sound_database(struct sitting *sitting)
{
	struct err err;
	struct store *store = open_store(sitting);
	assert_int_equal(store_check(store, tell, NULL, &err), 0);
	store_close(store);
}

void sitting_play_and_mark(struct sitting *sitting)
{
	screen_send(sitting->screen, ">");
	sitting_wait_place(sitting, " >", 300);
	sitting_type(sitting, "\003", "|| ");
	sitting_type(sitting, "\033[H", "|| 0:00.0");
	sitting_type(sitting, "2", "Item 1 met at 0:00 saved");
	sitting_leave(sitting);
	sitting_expect_marks(sitting, sitting->sample, "1=2@0 draft");
}
