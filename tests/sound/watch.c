/* Whether the machine keeps up: which of some processes were stopped, or waited for a processor. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "watch.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_WAIT_NS 15000000 /* between two looks: sound is ahead by three times as much */

static bool read_file(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "r");
	size_t n = file ? fread(text, 1, size - 1, file) : 0;
	text[n] = '\0';
	if (file)
		fclose(file);
	return n > 0;
}

/* State and parent of a process; false if there is none. */
static bool read_state(pid_t pid, char *state, int *parent)
{
	char path[64], text[1024];
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	const char *behind = read_file(path, text, sizeof text) ? strrchr(text, ')') : NULL;
	return behind && sscanf(behind, ") %c %d", state, parent) == 2;
}

static int64_t thread_wait_ns(const char *folder, const char *thread)
{
	char path[512], text[128];
	int64_t ran_ns, waited_ns;
	snprintf(path, sizeof path, "%s/%s/schedstat", folder, thread);
	if (!read_file(path, text, sizeof text) ||
		sscanf(text, "%" SCNd64 " %" SCNd64, &ran_ns, &waited_ns) != 2)
		return 0;
	return waited_ns;
}

static int64_t process_wait_ns(pid_t pid)
{
	char folder[64];
	int64_t waited_ns = 0;
	snprintf(folder, sizeof folder, "/proc/%d/task", (int)pid);
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (entry->d_name[0] != '.')
			waited_ns += thread_wait_ns(folder, entry->d_name);
	if (dir)
		closedir(dir);
	return waited_ns;
}

static int64_t read_stolen(void)
{
	char text[256];
	int64_t stolen = 0;
	if (read_file("/proc/stat", text, sizeof text))
		sscanf(text, "cpu %*s %*s %*s %*s %*s %*s %*s %" SCNd64, &stolen);
	return stolen;
}

static void add(struct watch *watch, pid_t pid)
{
	if (pid > 0 && watch->n < WATCH_MAX)
		watch->watched[watch->n++] = (struct watched){pid, process_wait_ns(pid)};
}

static void add_children(struct watch *watch)
{
	DIR *dir = opendir("/proc");
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		char state;
		int parent;
		pid_t pid = (pid_t)atoi(entry->d_name);
		if (pid > 0 && read_state(pid, &state, &parent) && parent == (int)getpid())
			add(watch, pid);
	}
	if (dir)
		closedir(dir);
}

void watch_begin(struct watch *watch, const char *pids)
{
	*watch = (struct watch){.stolen = read_stolen()};
	add(watch, getpid());
	add_children(watch);
	for (const char *at = pids; at && *at; at = strchr(at, ' ') ? strchr(at, ' ') + 1 : NULL)
		add(watch, (pid_t)atoi(at));
}

static bool is_held(struct watched *watched)
{
	char state;
	int parent;
	if (!read_state(watched->pid, &state, &parent) || state == 'T')
		return true;
	int64_t before_ns = watched->waited_ns;
	watched->waited_ns = process_wait_ns(watched->pid);
	return watched->waited_ns - before_ns > MAX_WAIT_NS;
}

bool watch_look(struct watch *watch)
{
	int64_t stolen = read_stolen();
	bool held = stolen > watch->stolen;
	watch->stolen = stolen;
	for (size_t i = 0; i < watch->n; i++)
		held = is_held(&watch->watched[i]) || held;
	return held;
}
