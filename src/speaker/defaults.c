/* Notices that the system's default device may be another one now, or that devices came or went. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "speaker/defaults.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/str.h"

#define LOOK_NS INT64_C(1000000000)

#ifdef HAVE_STRUCT_STAT_ST_MTIM
#define CHANGED_NS(status)                                                                         \
	((status).st_mtim.tv_sec * INT64_C(1000000000) + (status).st_mtim.tv_nsec)
#else
#define CHANGED_NS(status) ((status).st_mtime * INT64_C(1000000000))
#endif

static char *path_in(const char *folder, const char *name)
{
	struct str path = {0};
	if (!folder || folder[0] != '/')
		return NULL;
	str_addf(&path, "%s/%s", folder, name);
	return str_take(&path);
}

static char *own_config(const char *home)
{
	const char *folder = getenv("XDG_CONFIG_HOME");
	if (folder && folder[0] == '/')
		return path_in(folder, "alsa/asoundrc");
	return path_in(home, ".config/alsa/asoundrc");
}

static struct defaults_stamp look_at(const char *path)
{
	struct stat status;
	if (!path || stat(path, &status) != 0)
		return (struct defaults_stamp){.is_there = false};
	return (struct defaults_stamp){
		true, status.st_dev, status.st_ino, status.st_size, CHANGED_NS(status)};
}

static bool is_same(const struct defaults_stamp *a, const struct defaults_stamp *b)
{
	return a->is_there == b->is_there && a->device == b->device && a->inode == b->inode &&
	       a->n_bytes == b->n_bytes && a->changed_ns == b->changed_ns;
}

static enum defaults_change max_change(enum defaults_change a, enum defaults_change b)
{
	return a > b ? a : b;
}

static enum defaults_change look(struct defaults *defaults)
{
	enum defaults_change change = DEFAULTS_SAME;
	for (int i = 0; i < DEFAULTS_N; i++) {
		struct defaults_stamp now = look_at(defaults->paths[i]);
		if (!is_same(&now, &defaults->stamps[i]))
			change = max_change(
				change, i < DEFAULTS_N - 2 ? DEFAULTS_OTHER : DEFAULTS_DEVICES);
		defaults->stamps[i] = now;
	}
	return change;
}

void defaults_init(struct defaults *defaults)
{
	const char *home = getenv("HOME");
	*defaults = (struct defaults){
		.paths = {mem_dup("/etc/asound.conf"), mem_dup("/etc/alsa/conf.d"),
			path_in(home, ".asoundrc"), own_config(home), mem_dup("/dev/snd"),
			path_in(getenv("XDG_RUNTIME_DIR"), "pulse/native")},
		.due_ns = INT64_MIN};
	look(defaults);
}

void defaults_release(struct defaults *defaults)
{
	for (int i = 0; i < DEFAULTS_N; i++)
		free(defaults->paths[i]);
	*defaults = (struct defaults){.due_ns = INT64_MAX};
}

enum defaults_change defaults_look(struct defaults *defaults, int64_t now_ns)
{
	if (now_ns < defaults->due_ns)
		return DEFAULTS_SAME;
	enum defaults_change before = defaults->unsettled, change = look(defaults);
	defaults->due_ns = now_ns + LOOK_NS;
	if (change == DEFAULTS_SAME) {
		defaults->unsettled = DEFAULTS_SAME;
		return before;
	}
	defaults->unsettled = max_change(before, change);
	return DEFAULTS_SAME;
}
