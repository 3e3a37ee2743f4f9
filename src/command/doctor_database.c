/* callmark doctor: the database, and the folders that are written to. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/doctor_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "command/database.h"
#include "config/paths.h"

#define LEAST_FREE_MB 100

/* The folder of a path, or the nearest one above it that is there. The caller frees it. */
static char *existing_folder(const char *path)
{
	char *folder = mem_dup(path);
	for (char *slash; (slash = strrchr(folder, '/')) && slash != folder;) {
		*slash = '\0';
		if (access(folder, F_OK) == 0)
			return folder;
	}
	free(folder);
	return mem_dup(path[0] == '/' ? "/" : ".");
}

static void tell_space(struct doctor *doctor, const char *folder)
{
	struct statvfs disk;
	char number[32];
	if (statvfs(folder, &disk) != 0)
		return;
	int64_t free_mb = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize / 1000000;
	bool is_little = free_mb < LEAST_FREE_MB;
	snprintf(number, sizeof number, "%" PRId64, free_mb);
	doctor_tell(doctor,
		&(struct doctor_fact){"database", "free-mb", number,
			is_little ? FACT_WRONG : FACT_FINE,
			is_little ? _("Marks cannot be saved on a full disk: make room.") : NULL},
		_("%s MB free on its disk"), number);
}

static void tell_facts(struct doctor *doctor, const struct store *store)
{
	struct store_facts facts;
	char number[16];
	store_describe(store, &facts);
	snprintf(number, sizeof number, "%d", facts.version);
	doctor_say(doctor, "database", "journal", facts.journal, _("journal %s"), facts.journal);
	doctor_say(doctor, "database", "version", number, _("tables of version %d"), facts.version);
	if (facts.readonly)
		doctor_tell(doctor,
			&(struct doctor_fact){"database", "readonly", "yes", FACT_NOTE,
				_("Its file and folder must be writable for you to save marks.")},
			"%s", _("it can only be read"));
}

static void tell_existing(struct doctor *doctor, const char *path)
{
	struct err err;
	struct store *store = database_open_existing(doctor->config, &err);
	doctor_tell(doctor,
		&(struct doctor_fact){
			"database", "file", path, store ? FACT_FINE : FACT_WRONG, NULL},
		"%s", store ? path : err.text);
	if (store)
		tell_facts(doctor, store);
	store_close(store);
}

static void tell_missing(struct doctor *doctor, const char *path, const char *folder)
{
	bool can_make = access(folder, W_OK | X_OK) == 0;
	doctor_tell(doctor,
		&(struct doctor_fact){"database", "file", path, can_make ? FACT_FINE : FACT_WRONG,
			can_make ? NULL
				 : _("--db FILE, or the option database, puts it elsewhere.")},
		can_make ? _("%s, made with the first review") : _("%s cannot be made there"),
		path);
}

void doctor_check_database(struct doctor *doctor)
{
	char *path = database_path(doctor->config);
	char *folder = existing_folder(path);
	if (access(path, F_OK) == 0)
		tell_existing(doctor, path);
	else
		tell_missing(doctor, path, folder);
	tell_space(doctor, folder);
	doctor_say(doctor, "database", "person", paths_login(), _("reviews are those of %s"),
		paths_login());
	free(folder);
	free(path);
}
