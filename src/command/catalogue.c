/* Loading the catalogue of service incidents: the person's own first, then the one that came along. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/catalogue.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/str.h"
#include "config/paths.h"

#define FILE_NAME "incidents/incidents.yaml"
#define MAX_BYTES (1 << 20)

static bool read_file(const char *path, struct str *text, struct err *err)
{
	char block[16384], why[128];
	size_t n;
	FILE *file = fopen(path, "re");
	if (!file)
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO,
			_("cannot open '%s': %s"), path, err_strerror(errno, why, sizeof why));
	while ((n = fread(block, 1, sizeof block, file)) > 0 && text->n_bytes <= MAX_BYTES)
		str_addn(text, block, n);
	bool is_read = !ferror(file);
	if (!is_read)
		err_set(err, ERR_IO, _("cannot read '%s': %s"), path,
			err_strerror(errno, why, sizeof why));
	fclose(file);
	return is_read;
}

static struct incident_catalogue *read_catalogue(const char *path, struct err *err)
{
	struct card_problems problems = {0};
	struct incident_catalogue *catalogue = NULL;
	struct str text = {0};
	if (read_file(path, &text, err)) {
		catalogue = incidents_parse(str_get(&text), text.n_bytes, &problems);
		if (!catalogue && problems.n_problems)
			err_set(err, ERR_FORMAT, "%s:%d:%d: %s", path, problems.problems[0].line,
				problems.problems[0].column, problems.problems[0].text);
	}
	card_problems_release(&problems);
	str_release(&text);
	return catalogue;
}

struct incident_catalogue *catalogue_load(struct err *err)
{
	char *own = paths_user(FOLDER_CONFIG, FILE_NAME), *shipped = paths_shipped(FILE_NAME);
	struct incident_catalogue *catalogue = read_catalogue(own, err);
	if (!catalogue && err->code == ERR_NOT_FOUND)
		catalogue = read_catalogue(shipped, err);
	free(own);
	free(shipped);
	return catalogue;
}
