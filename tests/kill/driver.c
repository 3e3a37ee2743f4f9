/* A reviewer without a screen: makes changes of every kind as fast as they are acknowledged, and says
 * each one that is saved. Usage: driver DATABASE ROUND [announce-first]. The last makes the mistake that the kill
 * test must catch: it says "saved" before the database does. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "kill.h"
#include "store/store.h"

/* Static because a signal handler has no other way to say it. */
static volatile sig_atomic_t told_to_end;

static void on_signal(int number)
{
	(void)number;
	told_to_end = 1;
}

static int fail(const struct err *err)
{
	fprintf(stderr, "driver: %s\n", err->text);
	return 1;
}

static bool put_card(struct store *store, int64_t *card_row, struct err *err)
{
	static const char *const level_keys[] = {"not-met", "met", "exceeded"};
	char(*names)[ITEM_KEY_SIZE] = mem_zalloc(KILL_N_ITEMS, sizeof *names);
	const char **keys = mem_zalloc(KILL_N_ITEMS, sizeof *keys);
	struct store_card_level *levels = mem_zalloc(3 * KILL_N_ITEMS, sizeof *levels);
	for (int i = 0; i < KILL_N_ITEMS; i++) {
		kill_item_key(i, names[i]);
		keys[i] = names[i];
		for (int k = 0; k < 3; k++)
			levels[3 * i + k] =
				(struct store_card_level){keys[i], level_keys[k], k + 1};
	}
	bool ok = store_put_card(store, "kill", 1, "text", 4, keys, KILL_N_ITEMS, levels,
		3 * KILL_N_ITEMS, card_row, err);
	free(names);
	free(keys);
	free(levels);
	return ok;
}

static bool start_review(
	struct store *store, int round, struct store_review *review, struct err *err)
{
	char path[KILL_PATH_SIZE], call_id[ID_SIZE];
	int64_t card_row;
	const struct call_leg leg = {kill_call_path(round, path), LEG_MIXED, 1, 1};
	return store_add_call(store, "call", &leg, 1, call_id, err) &&
	       put_card(store, &card_row, err) &&
	       store_add_review(store, call_id, card_row, review, err);
}

static void announce(int n)
{
	char line[32];
	int n_bytes = snprintf(line, sizeof line, "saved %d\n", n);
	if (write(STDOUT_FILENO, line, (size_t)n_bytes) != n_bytes)
		_exit(1);
}

/* Waits as the main loop would: service at each deadline until the answer is there. */
static bool wait_for(struct store *store, struct store_ack *ack)
{
	while (!store_next_ack(store, ack)) {
		int64_t wait_ms = (store_get_deadline_ns(store) - clock_mono_ns()) / 1000000 + 1;
		poll(NULL, 0, wait_ms > 0 ? (int)wait_ms : 0);
		store_service(store, clock_mono_ns());
	}
	return ack->saved;
}

/* The texts of the change are kept in text. */
static struct store_change make_change(int n, char text[16])
{
	struct store_change change = {.score_centi = n};
	snprintf(text, 16, "%d", n);
	kill_item_key(n, change.item_key);
	switch (kill_kind(n)) {
	case KILL_ANSWER:
		change.set_level = change.set_evidence = change.set_reasons = true;
		change.level = kill_level(n);
		change.evidence_ms = n;
		change.evidence_end_ms = -1;
		change.reasons = n % 3 ? "N1 N2" : "E1";
		break;
	case KILL_OCCURRENCE:
		change.occurrence = OCCURRENCE_ADD;
		change.occurrence_ms = n;
		break;
	case KILL_NOTE:
		change.kind = CHANGE_NOTE;
		change.note_ms = n;
		change.text = text;
		break;
	case KILL_FIELD:
		change.kind = CHANGE_FIELD;
		change.text = text;
		break;
	case KILL_INCIDENT:
		change.kind = CHANGE_INCIDENT;
		change.incident = (struct store_incident){
			.class = "a", .start_ms = n, .end_ms = -1, .texts = {text}};
		break;
	case N_KILL_KINDS:
		break;
	}
	return change;
}

static bool type_change(struct store *store, const struct store_review *review, int n,
	bool announce_first, struct err *err)
{
	struct store_ack ack;
	char text[16];
	const struct store_change change = make_change(n, text);
	if (announce_first)
		announce(n);
	if (store_submit(store, review->id, &change) == 0 || !wait_for(store, &ack)) {
		*err = ack.err;
		return false;
	}
	if (!announce_first)
		announce(n);
	return true;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct store_review review;
	struct sigaction action = {.sa_handler = on_signal};
	if (argc < 3) {
		fputs("usage: driver DATABASE ROUND [announce-first]\n", stderr);
		return 2;
	}
	bool announce_first = argc > 3 && strcmp(argv[3], "announce-first") == 0;
	const struct store_options options = {.path = argv[1], .person = KILL_PERSON};
	sigaction(SIGHUP, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	struct store *store = store_open(&options, &err);
	if (!store || !start_review(store, atoi(argv[2]), &review, &err))
		return fail(&err);
	for (int n = 0; !told_to_end; n++)
		if (!type_change(store, &review, n, announce_first, &err))
			return fail(&err);
	store_close(store);
	return 0;
}
