/* Brings a database from one version to the next. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/migrate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/file.h"
#include "store/schema.h"

static bool copy_into(struct db *db, const char *path, struct err *err)
{
	/* VACUUM INTO fills an empty file that is there: this one is 0600. */
	unlink(path);
	if (!file_create(path, err))
		return false;
	sqlite3_stmt *statement = NULL;
	bool ok = sqlite3_prepare_v2(db->handle, "VACUUM INTO ?1", -1, &statement, NULL) ==
			  SQLITE_OK &&
		  sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC) == SQLITE_OK &&
		  sqlite3_step(statement) == SQLITE_DONE;
	if (!ok)
		db_fail(db, err);
	sqlite3_finalize(statement);
	return ok;
}

/* Complete or not there: it gets its name when it is whole. */
static bool back_up(struct db *db, int64_t version, struct err *err)
{
	if (strcmp(db->path, ":memory:") == 0)
		return true;
	struct str kept = {0}, partial = {0};
	str_addf(&kept, "%s.v%d.bak", db->path, (int)version);
	str_addf(&partial, "%s.part", str_get(&kept));
	bool ok = copy_into(db, str_get(&partial), err);
	if (ok && rename(str_get(&partial), str_get(&kept)) != 0) {
		char buf[128];
		ok = err_set(err, ERR_IO, _("cannot write '%s': %s"), str_get(&kept),
			err_strerror(errno, buf, sizeof buf));
	}
	if (ok)
		ok = file_sync_folder(db->path, err);
	if (!ok) {
		unlink(str_get(&partial));
		err_prefix(err, _("no copy of the database could be made before its upgrade"));
	}
	str_release(&kept);
	str_release(&partial);
	return ok;
}

struct step {
	struct db *db;
	const char *script;
	int64_t from;
};

static bool take_step(void *context, struct err *err)
{
	struct step *step = context;
	int64_t version;
	if (!db_pragma(step->db, "PRAGMA user_version", &version, err))
		return false;
	if (version > step->from)
		return true; /* another process was quicker */
	char pragmas[96];
	snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
		SCHEMA_APPLICATION_ID, (int)step->from + 1);
	if (!db_exec(step->db, step->script, err) || !db_exec(step->db, pragmas, err))
		return false;
	sqlite3_stmt *broken = NULL;
	int rc =
		sqlite3_prepare_v2(step->db->handle, "PRAGMA foreign_key_check", -1, &broken, NULL);
	rc = rc == SQLITE_OK ? sqlite3_step(broken) : rc;
	sqlite3_finalize(broken);
	if (rc == SQLITE_ROW)
		return err_set(err, ERR_FORMAT,
			_("the database '%s' cannot be upgraded: rows refer to rows that are "
			  "missing"),
			step->db->path);
	return rc == SQLITE_DONE || db_fail(step->db, err);
}

bool migrate_run(struct db *db, const char *const *steps, size_t n_steps, struct err *err)
{
	int64_t version;
	if (!db_pragma(db, "PRAGMA user_version", &version, err))
		return false;
	if (version < 0 || version > (int64_t)n_steps)
		return file_refuse_newer(db->path, version, (int64_t)n_steps, err);
	if (version == (int64_t)n_steps)
		return true;
	if (db->readonly)
		return err_set(err, ERR_READONLY,
			_("the database '%s' is of an older callmark; 'callmark check' brings it up "
			  "to date where it can be written"),
			db->path);
	if (version > 0 && !back_up(db, version, err))
		return false;
	/* A step may rebuild tables that others refer to; it is checked as a whole at its end. */
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 0, (int *)NULL);
	bool ok = true;
	for (; ok && version < (int64_t)n_steps; version++) {
		struct step step = {db, steps[version], version};
		ok = db_write(db, take_step, &step, NULL, err);
	}
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)NULL);
	return ok;
}
