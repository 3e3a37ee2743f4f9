/* Where the label files of callmark gaps go. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/gaps_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

static const char *base_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static const char *name_of(const struct collected_call *call)
{
	return call->n_legs > 1 ? call->name : base_of(call->legs[0].path);
}

char *gaps_files_path(const struct collected_call *call, const char *folder, const char *ending)
{
	struct str path = {0};
	const char *first = call->legs[0].path;
	if (folder)
		str_addf(&path, "%s/", folder);
	else
		str_addn(&path, first, (size_t)(base_of(first) - first));
	str_addf(&path, "%s.gaps%s", name_of(call), ending);
	return str_take(&path);
}

static int by_name(const void *a, const void *b)
{
	const struct collected_call *const *x = a, *const *y = b;
	return strcmp(name_of(*x), name_of(*y));
}

static bool check_names(const struct collection *collection, const char *folder, struct err *err)
{
	const struct collected_call **calls = mem_zalloc(collection->n_calls, sizeof *calls);
	bool unlike = true;
	for (size_t i = 0; i < collection->n_calls; i++)
		calls[i] = &collection->calls[i];
	qsort(calls, collection->n_calls, sizeof *calls, by_name);
	for (size_t i = 1; unlike && i < collection->n_calls; i++)
		if (by_name(&calls[i - 1], &calls[i]) == 0)
			unlike = err_set(err, ERR_USAGE,
				_("'%s' and '%s' would have the same label file in '%s'"),
				calls[i - 1]->legs[0].path, calls[i]->legs[0].path, folder);
	free(calls);
	return unlike;
}

bool gaps_files_prepare(const struct collection *collection, const char *folder, struct err *err)
{
	char why[128];
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		return err_set(err, ERR_IO, _("cannot make the folder '%s': %s"), folder,
			err_strerror(errno, why, sizeof why));
	return check_names(collection, folder, err);
}
