/* Incidents of a review, each with its history. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/incidents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/changes.h"
#include "store/internal.h"
#include "store/parts.h"

/* As the history writes an incident: class, category, start, end and its texts, US between. */
#define US '\037'
#define N_COLUMNS (4 + N_INCIDENT_TEXTS)

/* Cuts value where its columns end; false if there are not as many as there must be. */
static bool split_value(char *value, const char *columns[N_COLUMNS])
{
	size_t n = 0;
	columns[n++] = value;
	for (char *p = value; *p; p++) {
		if (*p != US)
			continue;
		*p = '\0';
		if (n == N_COLUMNS)
			return false;
		columns[n++] = p + 1;
	}
	return n == N_COLUMNS;
}

static bool put_incident(struct command *command, int64_t n, const char *value, struct err *err)
{
	char *copy = mem_dup(value);
	const char *c[N_COLUMNS];
	bool ok;
	if (split_value(copy, c))
		ok = db_run(&command->store->db, SQL_PUT_INCIDENT, err, "tittiitttttt",
			command->review_id, n, c[0], c[1], (int64_t)strtoll(c[2], NULL, 10),
			*c[3] ? (int64_t)strtoll(c[3], NULL, 10) : (int64_t)-1, c[4], c[5], c[6],
			c[7], c[8], c[9]);
	else
		ok = err_set(err, ERR_FORMAT, _("the history has no whole incident %lld"),
			(long long)n);
	free(copy);
	return ok;
}

bool incident_set(struct command *command, const char *key, const char *value, struct err *err)
{
	struct db *db = &command->store->db;
	int64_t n = strtoll(key, NULL, 10);
	sqlite3_stmt *row;
	int rows = db_row(db, &row, SQL_GET_INCIDENT, err, "ti", command->review_id, n);
	if (rows < 0)
		return false;
	char *before = db_take_text(rows, row);
	bool ok = change_is_same(before, value);
	if (!ok)
		ok = (!before || db_run(db, SQL_DELETE_INCIDENT, err, "ti", command->review_id, n)) &&
		     (!value || put_incident(command, n, value, err)) &&
		     history_add(command, "incident", key, before, value, err);
	free(before);
	return ok;
}

/* A text cannot hold what stands between the columns. */
static void add_text(struct str *value, const char *text)
{
	str_addc(value, US);
	for (; text && *text; text++)
		str_addc(value, *text == US ? ' ' : *text);
}

static bool check_incident(const struct store_incident *incident, struct err *err)
{
	if (!incident->class[0])
		return err_set(err, ERR_USAGE, _("an incident needs its class"));
	if (incident->start_ms < 0 ||
		(incident->end_ms >= 0 && incident->end_ms <= incident->start_ms))
		return err_set(err, ERR_USAGE, _("an incident must end after it starts"));
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		if (!change_check_text(incident->texts[i], err))
			return false;
	return true;
}

static bool set_incident(struct command *command, const struct store_incident *incident,
	const char *key, struct err *err)
{
	struct str value = {0};
	if (!check_incident(incident, err))
		return false;
	str_add(&value, incident->class);
	add_text(&value, incident->category);
	str_addf(&value, "%c%lld%c", US, (long long)incident->start_ms, US);
	if (incident->end_ms >= 0)
		str_addf(&value, "%lld", (long long)incident->end_ms);
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		add_text(&value, incident->texts[i]);
	bool ok = change_set(command, "incident", key, str_get(&value), err);
	str_release(&value);
	return ok;
}

bool incident_write(struct command *command, const struct store_change *change, struct err *err)
{
	char key[24];
	int64_t first, last, n = change->incident.n;
	if (!part_get_numbers(command, SQL_NUMBER_INCIDENT, NULL, &first, &last, err))
		return false;
	snprintf(key, sizeof key, "%lld", (long long)(n > 0 ? n : last + 1));
	if (change->remove)
		return change_set(command, "incident", key, NULL, err);
	return set_incident(command, &change->incident, key, err);
}

/* ---- reading ---- */

/* Columns as in SQL_GET_INCIDENTS. */
static void read_incident(sqlite3_stmt *row, struct store_incident *incident)
{
	bool is_moment = sqlite3_column_type(row, 4) == SQLITE_NULL;
	*incident = (struct store_incident){
		.n = sqlite3_column_int(row, 0),
		.start_ms = sqlite3_column_int64(row, 3),
		.end_ms = is_moment ? -1 : sqlite3_column_int64(row, 4),
	};
	str_copy(incident->class, sizeof incident->class, db_text(row, 1));
	str_copy(incident->category, sizeof incident->category, db_text(row, 2));
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		incident->texts[i] = mem_dup(db_text(row, 5 + i));
}

bool store_get_incidents(struct store *store, const char *review_id,
	struct store_incident **incidents, size_t *n_incidents, struct err *err)
{
	size_t n_room = 0;
	int rows;
	*incidents = NULL;
	*n_incidents = 0;
	sqlite3_stmt *row = db_start(&store->db, SQL_GET_INCIDENTS, err, "t", review_id);
	if (!row)
		return false;
	while ((rows = db_step(&store->db, row, err)) == 1) {
		MEM_GROW(*incidents, *n_incidents, n_room);
		read_incident(row, &(*incidents)[(*n_incidents)++]);
	}
	if (rows == 0)
		return true;
	store_free_incidents(*incidents, *n_incidents);
	*incidents = NULL;
	*n_incidents = 0;
	return false;
}

void store_free_incidents(struct store_incident *incidents, size_t n_incidents)
{
	for (size_t i = 0; i < n_incidents; i++)
		for (int k = 0; k < N_INCIDENT_TEXTS; k++)
			free(incidents[i].texts[k]);
	free(incidents);
}
