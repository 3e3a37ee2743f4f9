/* The tables of the database, as steps from one version to the next. */
/* SPDX-License-Identifier: MIT */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stddef.h>

#define SCHEMA_APPLICATION_ID 0x434D524B /* "CMRK" */

/* Step i brings user_version i to i + 1; one that was released is never edited. */
extern const char *const schema_steps[];
extern const size_t schema_n_steps;

#endif
