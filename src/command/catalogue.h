/* Loading the catalogue of service incidents: the person's own first, then the one that came along. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CATALOGUE_H
#define COMMAND_CATALOGUE_H

#include "base/err.h"
#include "scorecard/incidents.h"

/* Reads incidents/incidents.yaml of the person's configuration folder, else the shipped one. On failure
 * the error names file, line, column and what was expected. The caller frees it. */
struct incident_catalogue *catalogue_load(struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
