/* Kills a reviewer who makes changes, at any moment, and looks whether every change that was said to be
 * saved is in the database. Usage: run [--long]. Speaks TAP. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "kill.h"
#include "store/store.h"

extern char **environ;

struct run {
	char folder[64];
	char path[96]; /* of the database */
	char driver[512];
	uint32_t seed;
	int next_round;
	/* of the test that is running */
	int n_ends;
	int n_saved;
	int n_lost;
	int n_unclean; /* ends by SIGHUP or SIGTERM that were no proper ends */
	int n_broken;  /* the database could not be read, or was not sound */
};

/* A test: how often and by which signal a driver of which kind is ended. */
struct plan {
	const char *name;
	int n_kills;
	int signal;
	bool announce_first;
	bool until_lost; /* n_kills is the most; the first loss is enough */
	bool fresh;      /* a new database each time, killed while it is being made */
};

static uint32_t next_random(struct run *run, uint32_t below)
{
	run->seed ^= run->seed << 13;
	run->seed ^= run->seed >> 17;
	run->seed ^= run->seed << 5;
	return run->seed % below;
}

static void wait_us(uint32_t us)
{
	struct timespec left = {us / 1000000, us % 1000000 * 1000L};
	while (nanosleep(&left, &left) != 0 && errno == EINTR)
		;
}

static pid_t start_driver(const struct run *run, const struct plan *plan, int round, int *from)
{
	int ends[2];
	pid_t child;
	char number[16];
	posix_spawn_file_actions_t actions;
	snprintf(number, sizeof number, "%d", round);
	char *argv[] = {(char *)run->driver, (char *)run->path, number,
		plan->announce_first ? (char *)"announce-first" : NULL, NULL};
	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	int error = posix_spawn(&child, run->driver, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	*from = ends[0];
	return error ? -1 : child;
}

/* Reads until so many lines are there or the driver is gone. */
static void read_lines(int from, struct str *said, size_t n_lines)
{
	char buf[4096];
	size_t n_seen = 0;
	ssize_t n;
	while (n_seen < n_lines && (n = read(from, buf, sizeof buf)) > 0) {
		for (ssize_t i = 0; i < n; i++)
			n_seen += buf[i] == '\n';
		str_addn(said, buf, (size_t)n);
	}
}

/* Half of the kills come at most 2 ms after a "saved", the others at any time from the start on. */
static bool end_driver(struct run *run, const struct plan *plan, int round, struct str *said)
{
	int from, status;
	pid_t child = start_driver(run, plan, round, &from);
	if (child < 0)
		return false;
	if (plan->fresh) {
		wait_us(next_random(run, 50000));
	} else if (round % 2 == 0) {
		read_lines(from, said, 1 + next_random(run, 60));
		wait_us(next_random(run, 2000));
	} else {
		wait_us(next_random(run, 60000));
	}
	kill(child, plan->signal);
	read_lines(from, said, SIZE_MAX);
	close(from);
	if (waitpid(child, &status, 0) != child)
		return false;
	/* A driver that was told before it had its handlers dies like any program. */
	bool proper =
		WIFEXITED(status) ? WEXITSTATUS(status) == 0 : WTERMSIG(status) == plan->signal;
	run->n_unclean += !proper;
	return true;
}

/* Which changes are in the database, and the highest number of them. */
struct found {
	bool *is_there; /* of n_room */
	size_t n_room;
};

static void take(struct found *found, int64_t n)
{
	if (n < 0)
		return;
	while ((size_t)n >= found->n_room) {
		size_t n_more = found->n_room ? found->n_room : 4096;
		found->is_there = mem_resize(
			found->is_there, found->n_room + n_more, sizeof *found->is_there);
		memset(found->is_there + found->n_room, 0, n_more * sizeof *found->is_there);
		found->n_room += n_more;
	}
	found->is_there[n] = true;
}

/* A later answer to an item has taken the place of the earlier ones, a later value that of a field's. */
static bool is_kept(const struct found *found, int n)
{
	for (size_t i = (size_t)n; i < found->n_room; i += KILL_N_ITEMS)
		if (found->is_there[i] && kill_kind((int)i) == kill_kind(n))
			return true;
	return false;
}

/* Changes that were made later than the last one said are no loss: they were on their way. */
static void count_said(struct run *run, const char *said, const struct found *found)
{
	int n;
	for (; sscanf(said, "saved %d", &n) == 1 && strchr(said, '\n');
		said = strchr(said, '\n') + 1) {
		run->n_saved++;
		run->n_lost += !is_kept(found, n);
	}
}

static void print_finding(void *context, const char *line)
{
	(void)context;
	printf("# %s\n", line);
}

static struct store *open_store(const struct run *run)
{
	struct err err = {0};
	const struct store_options options = {.path = run->path, .person = KILL_PERSON};
	struct store *store = store_open(&options, &err);
	if (!store)
		printf("# %s\n", err.text);
	return store;
}

static void take_marks(struct found *found, const struct store_mark *marks, size_t n_marks)
{
	for (size_t i = 0; i < n_marks; i++) {
		const struct store_mark *mark = &marks[i];
		int n = (int)mark->evidence_ms;
		const char *reasons = n % 3 ? "N1 N2" : "E1";
		if (n >= 0 && mark->level == kill_level(n) && strcmp(mark->reasons, reasons) == 0)
			take(found, n);
		for (size_t k = 0; k < mark->n_occurrences; k++)
			take(found, mark->occurrences[k].start_ms);
	}
}

static bool find_marks(
	struct store *store, const char *review_id, struct found *found, struct err *err)
{
	struct store_mark *marks;
	size_t n;
	if (!store_get_marks(store, review_id, &marks, &n, err))
		return false;
	take_marks(found, marks, n);
	store_free_marks(marks, n);
	return true;
}

static bool find_others(
	struct store *store, const char *review_id, struct found *found, struct err *err)
{
	struct store_note *notes;
	struct store_field *fields;
	struct store_incident *incidents;
	size_t n_notes, n_fields, n_incidents;
	if (!store_get_notes(store, review_id, &notes, &n_notes, err) ||
		!store_get_fields(store, review_id, &fields, &n_fields, err) ||
		!store_get_incidents(store, review_id, &incidents, &n_incidents, err))
		return false;
	for (size_t i = 0; i < n_notes; i++)
		take(found, atoi(notes[i].text) == notes[i].at_ms ? notes[i].at_ms : -1);
	for (size_t i = 0; i < n_fields; i++)
		take(found, atoi(fields[i].value));
	for (size_t i = 0; i < n_incidents; i++)
		take(found, atoi(incidents[i].texts[0]));
	store_free_notes(notes, n_notes);
	store_free_fields(fields, n_fields);
	store_free_incidents(incidents, n_incidents);
	return true;
}

static bool find_changes(struct store *store, int round, struct found *found)
{
	struct err err = {0};
	char path[KILL_PATH_SIZE], call_id[ID_SIZE];
	struct store_review review;
	const struct call_leg leg = {kill_call_path(round, path), LEG_MIXED, 1, 1};
	if (store_find_call(store, &leg, 1, call_id, &err) &&
		store_find_review(store, call_id, &review, &err) &&
		find_marks(store, review.id, found, &err) &&
		find_others(store, review.id, found, &err))
		return true;
	return err.code == ERR_NOT_FOUND; /* killed before it had begun */
}

static void look_after(struct run *run, int round, const char *said)
{
	struct found found = {0};
	struct store *store = open_store(run);
	if (store && find_changes(store, round, &found))
		count_said(run, said, &found);
	else
		run->n_broken++;
	free(found.is_there);
	store_close(store);
}

static void check_whole(struct run *run)
{
	struct err err = {0};
	struct store *store = open_store(run);
	if (!store || store_check(store, print_finding, NULL, &err) != 0)
		run->n_broken++;
	store_close(store);
}

/* With all that the store puts beside it: its journals, and the copies of a migration that was killed. */
static void delete_database(const struct run *run)
{
	DIR *folder = opendir(run->folder);
	for (struct dirent *entry; folder && (entry = readdir(folder));)
		unlinkat(dirfd(folder), entry->d_name, 0); /* no folder: "." and ".." stay */
	if (folder)
		closedir(folder);
}

static void run_round(struct run *run, const struct plan *plan)
{
	struct str said = {0};
	int round = run->next_round++;
	if (plan->fresh)
		delete_database(run);
	if (end_driver(run, plan, round, &said))
		look_after(run, round, str_get(&said));
	else
		run->n_broken++;
	if (plan->fresh)
		check_whole(run);
	str_release(&said);
	run->n_ends++;
}

static void run_plan(struct run *run, const struct plan *plan)
{
	run->n_ends = run->n_saved = run->n_lost = run->n_unclean = run->n_broken = 0;
	while (run->n_ends < plan->n_kills && !(plan->until_lost && run->n_lost > 0))
		run_round(run, plan);
	check_whole(run);
}

/* A driver that announces first must be seen to lose marks, or this test would see nothing. */
static bool report(const struct run *run, const struct plan *plan, int number)
{
	bool ok = (plan->fresh || run->n_saved > run->n_ends) && run->n_broken == 0 &&
		  run->n_unclean == 0 &&
		  (plan->announce_first ? run->n_lost > 0 : run->n_lost == 0);
	printf("%s %d - %s: %d ends, %d changes said to be saved, %d lost\n", ok ? "ok" : "not ok",
		number, plan->name, run->n_ends, run->n_saved, run->n_lost);
	if (run->n_broken || run->n_unclean)
		printf("# %d times not readable or not sound, %d improper ends\n", run->n_broken,
			run->n_unclean);
	fflush(stdout);
	return ok;
}

static bool prepare(struct run *run, char *program)
{
	*run = (struct run){.seed = 20261122};
	const char *temporary = getenv("TMPDIR");
	int n = snprintf(run->folder, sizeof run->folder, "%s/callmark-kill-XXXXXX",
		temporary ? temporary : "/tmp");
	if (n >= (int)sizeof run->folder || !mkdtemp(run->folder))
		return false;
	snprintf(run->path, sizeof run->path, "%s/marks.db", run->folder);
	snprintf(run->driver, sizeof run->driver, "%s/driver", dirname(program));
	return access(run->driver, X_OK) == 0;
}

int main(int argc, char **argv)
{
	bool is_long = argc > 1 && strcmp(argv[1], "--long") == 0, ok = true;
	const struct plan plans[] = {
		{.name = "kill -9", .n_kills = is_long ? 200 : 25, .signal = SIGKILL},
		{.name = "kill -9 of a new database",
			.n_kills = is_long ? 100 : 15,
			.signal = SIGKILL,
			.fresh = true},
		{.name = "SIGHUP", .n_kills = is_long ? 50 : 8, .signal = SIGHUP},
		{.name = "SIGTERM", .n_kills = is_long ? 50 : 8, .signal = SIGTERM},
		{.name = "a driver that announces first is caught",
			.n_kills = 200,
			.signal = SIGKILL,
			.announce_first = true,
			.until_lost = !is_long},
	};
	const int n_plans = sizeof plans / sizeof *plans;
	struct run run;
	if (!prepare(&run, argv[0])) {
		printf("Bail out! no driver, or no folder for the database\n");
		return 1;
	}
	printf("1..%d\n", n_plans);
	for (int i = 0; i < n_plans; i++) {
		run_plan(&run, &plans[i]);
		ok = report(&run, &plans[i], i + 1) && ok;
	}
	delete_database(&run);
	rmdir(run.folder);
	return !ok;
}
