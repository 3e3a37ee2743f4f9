/* Finds the recordings among files and folders, and which two are legs of one call. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "calls/collect.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "media/media.h"

#define MAX_DEPTH 16 /* folders within folders: deeper is a mistake */

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static char *name_of(const char *path)
{
	const char *base = base_of(path), *dot = strrchr(base, '.');
	return dot && dot > base ? mem_dupn(base, (size_t)(dot - base)) : mem_dup(base);
}

static char *absolute(const char *path)
{
	char *real = realpath(path, NULL);
	return real ? real : mem_dup(path);
}

static void add_file(struct collection *collection, const char *path)
{
	struct err err;
	MEM_GROW(collection->calls, collection->n_calls, collection->n_room);
	struct collected_call *call = &collection->calls[collection->n_calls++];
	*call = (struct collected_call){.name = name_of(path), .n_legs = 1};
	call->legs[0].path = absolute(path);
	if (!media_stat(&call->legs[0], &err))
		call->problem = mem_dup(err.text);
}

/* A folder that cannot be read stays in the list, with its reason: what is in it is missing. */
static void add_unread(struct collection *collection, const char *path, const char *problem)
{
	MEM_GROW(collection->calls, collection->n_calls, collection->n_room);
	struct collected_call *call = &collection->calls[collection->n_calls++];
	*call = (struct collected_call){.name = name_of(path), .n_legs = 1};
	call->legs[0].path = absolute(path);
	call->problem = mem_dup(problem);
}

static int is_listed(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static bool add_folder(struct collection *collection, const char *path, int depth, struct err *err);

static void add_entry(struct collection *collection, const char *path, int depth)
{
	struct stat st;
	struct err why;
	if (stat(path, &st) != 0)
		return;
	if (S_ISDIR(st.st_mode) && depth < MAX_DEPTH) {
		if (!add_folder(collection, path, depth + 1, &why))
			add_unread(collection, path, why.text);
	} else if (S_ISREG(st.st_mode) && (media_is_recording_name(base_of(path)) ||
		media_is_foreign_name(base_of(path)))) {
		add_file(collection, path);
	}
}

/* Notes a folder; false if it is noted already. */
static bool is_first_time(struct collection *collection, const struct stat *st)
{
	for (size_t i = 0; i < collection->n_folders; i++)
		if (collection->folders[i].device == st->st_dev &&
			collection->folders[i].inode == st->st_ino)
			return false;
	MEM_GROW(collection->folders, collection->n_folders, collection->n_folders_room);
	collection->folders[collection->n_folders++] =
		(struct collected_folder){st->st_dev, st->st_ino};
	return true;
}

static bool add_folder(struct collection *collection, const char *path, int depth, struct err *err)
{
	char why[128];
	struct dirent **entries;
	struct stat st;
	if (stat(path, &st) == 0 && !is_first_time(collection, &st))
		return true;
	int n_entries = scandir(path, &entries, is_listed, versionsort);
	if (n_entries < 0)
		return err_set(err, ERR_IO, _("cannot read the folder '%s': %s"), path,
			err_strerror(errno, why, sizeof why));
	for (int i = 0; i < n_entries; i++) {
		struct str below = {0};
		str_addf(&below, "%s%s%s", path, str_ends(path, "/") ? "" : "/",
			entries[i]->d_name);
		add_entry(collection, str_get(&below), depth);
		str_release(&below);
		free(entries[i]);
	}
	free(entries);
	return true;
}

/* A file that may be one leg of a call: the key is what both legs share. */
struct candidate {
	char *key;
	char *stem;
	enum leg_role role;
	size_t call;
};

static int by_key(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int order = strcmp(x->key, y->key);
	return order ? order : (x->call > y->call) - (x->call < y->call);
}

static size_t find_candidates(const struct collection *collection, struct candidate *candidates)
{
	size_t n = 0;
	for (size_t i = 0; i < collection->n_calls; i++) {
		const struct collected_call *call = &collection->calls[i];
		const char *path = call->legs[0].path, *base = base_of(path);
		char *stem;
		enum leg_role role = media_leg_of_name(base, &stem);
		if (role == LEG_MIXED || call->problem) {
			free(stem);
			continue;
		}
		struct str key = {0};
		str_addn(&key, path, (size_t)(base - path));
		str_add(&key, stem);
		candidates[n++] = (struct candidate){str_take(&key), stem, role, i};
	}
	return n;
}

/* What both names share; files called just "agent" and "caller" share nothing but their folder. */
static char *shared_name(const char *stem, const char *first, const char *second)
{
	struct str both = {0};
	if (stem[0] && stem[0] != '.')
		return name_of(stem);
	str_addf(&both, "%s+%s", first, second);
	return str_take(&both);
}

/* The later of the two goes into the earlier one's place. */
static void join(struct collection *collection, struct candidate *a, struct candidate *b)
{
	struct collected_call *into = &collection->calls[a->call];
	struct collected_call *from = &collection->calls[b->call];
	struct call_leg first = into->legs[0], second = from->legs[0];
	first.role = a->role;
	second.role = b->role;
	into->legs[0] = first.role == LEG_AGENT ? first : second;
	into->legs[1] = first.role == LEG_AGENT ? second : first;
	into->n_legs = 2;
	from->legs[0].path = NULL;
	from->n_legs = 0;
	char *name = shared_name(a->stem, into->name, from->name);
	free(into->name);
	into->name = name;
}

static void drop_empty(struct collection *collection)
{
	size_t n = 0;
	for (size_t i = 0; i < collection->n_calls; i++) {
		if (collection->calls[i].n_legs)
			collection->calls[n++] = collection->calls[i];
		else
			free(collection->calls[i].name);
	}
	collection->n_calls = n;
}

static void pair_legs(struct collection *collection)
{
	struct candidate *candidates = mem_zalloc(collection->n_calls, sizeof *candidates);
	size_t n = find_candidates(collection, candidates), end;
	qsort(candidates, n, sizeof *candidates, by_key);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && !strcmp(candidates[end].key, candidates[i].key);)
			end++;
		/* Only a clear pair: one file of each party. */
		if (end - i == 2 && candidates[i].role != candidates[i + 1].role)
			join(collection, &candidates[i], &candidates[i + 1]);
	}
	for (size_t i = 0; i < n; i++) {
		free(candidates[i].key);
		free(candidates[i].stem);
	}
	free(candidates);
	drop_empty(collection);
}

static int by_path(const void *a, const void *b)
{
	const struct collected_call *const *x = a, *const *y = b;
	int order = strcmp((*x)->legs[0].path, (*y)->legs[0].path);
	return order ? order : (*x > *y) - (*x < *y);
}

/* A file that links, or the words of a command, lead to more than once is one call. */
static void drop_repeated(struct collection *collection)
{
	size_t n = collection->n_calls, kept = 0;
	struct collected_call **calls = mem_zalloc(n, sizeof *calls);
	for (size_t i = 0; i < n; i++)
		calls[i] = &collection->calls[i];
	qsort(calls, n, sizeof *calls, by_path);
	for (size_t i = 1; i < n; i++) {
		if (strcmp(calls[i]->legs[0].path, calls[kept]->legs[0].path) != 0) {
			kept = i;
			continue;
		}
		free(calls[i]->legs[0].path);
		free(calls[i]->problem);
		calls[i]->problem = NULL;
		calls[i]->n_legs = 0;
	}
	free(calls);
	drop_empty(collection);
}

bool collect_paths(struct collection *collection, const char *const *paths, size_t n_paths,
	struct err *err)
{
	for (size_t i = 0; i < n_paths; i++) {
		struct stat st;
		struct err why;
		if (stat(paths[i], &st) != 0 || !S_ISDIR(st.st_mode))
			add_file(collection, paths[i]);
		else if (!add_folder(collection, paths[i], 0, &why))
			add_unread(collection, paths[i], why.text);
	}
	drop_repeated(collection);
	pair_legs(collection);
	if (collection->n_calls == 0)
		return err_set(err, ERR_NOT_FOUND, _("no recordings in '%s'"),
			n_paths ? paths[0] : "");
	return true;
}

static void release_call(struct collected_call *call)
{
	for (size_t k = 0; k < call->n_legs; k++)
		free(call->legs[k].path);
	free(call->name);
	free(call->problem);
}

void collect_filter(struct collection *collection,
	bool (*keep)(void *context, const struct collected_call *call), void *context)
{
	size_t n = 0;
	for (size_t i = 0; i < collection->n_calls; i++) {
		if (keep(context, &collection->calls[i]))
			collection->calls[n++] = collection->calls[i];
		else
			release_call(&collection->calls[i]);
	}
	collection->n_calls = n;
}

bool collect_is_unchanged(const struct collected_call *call)
{
	struct err err;
	for (size_t k = 0; k < call->n_legs; k++) {
		struct call_leg now = call->legs[k];
		if (!media_stat(&now, &err) || now.n_bytes != call->legs[k].n_bytes ||
			now.mtime_ns != call->legs[k].mtime_ns)
			return false;
	}
	return true;
}

void collect_release(struct collection *collection)
{
	for (size_t i = 0; i < collection->n_calls; i++)
		release_call(&collection->calls[i]);
	free(collection->calls);
	free(collection->folders);
	*collection = (struct collection){0};
}
