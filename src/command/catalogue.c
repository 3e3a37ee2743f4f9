/* Loading the catalogue of service incidents: the person's own first, then the one that came along. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/catalogue.h"

#include <stdlib.h>

#include "base/str.h"
#include "command/plain_text.h"
#include "config/paths.h"

#define FILE_NAME "incidents/incidents.yaml"
#define MAX_BYTES (1 << 20)

static struct incident_catalogue *read_catalogue(const char *path, struct err *err)
{
	struct card_problems problems = {0};
	struct incident_catalogue *catalogue = NULL;
	struct str text = {0};
	if (plain_text_load(path, MAX_BYTES, &text, err)) {
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
