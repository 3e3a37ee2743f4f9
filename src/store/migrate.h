/* Brings a database from one version to the next. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "store/db.h"

/* Runs the steps that the database lacks, each in one transaction together with its number. Before
 * an older database is changed, a copy is left beside it ("PATH.v1.bak" of version 1). Refuses a
 * newer one. */
bool migrate_run(struct db *db, const char *const *steps, size_t n_steps, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
