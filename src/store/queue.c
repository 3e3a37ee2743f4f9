/* Submit and acknowledge: a change waits until it is committed, or can never be. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "store/queue.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/changes.h"
#include "store/internal.h"

#define RETRY_NS (100 * INT64_C(1000000))
#define RETRY_BUSY_MS 10 /* later tries come often; the screen must not stop for each */
#define IDLE_NS INT64_C(1000000000)
#define WAL_BYTES (4 << 20)
#define WAL_MAX_PAGES 1950 /* of 2 KiB: just under WAL_BYTES */

void queue_init(struct queue *queue)
{
	*queue = (struct queue){0};
	queue->end = &queue->first;
	queue->end_ack = &queue->first_ack;
}

static const char *dup_text(const char *text)
{
	return text ? mem_dup(text) : NULL;
}

static void own_texts(struct store_change *change)
{
	change->comment = dup_text(change->comment);
	change->reasons = dup_text(change->reasons);
	change->text = dup_text(change->text);
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		change->incident.texts[i] = (char *)dup_text(change->incident.texts[i]);
}

static void free_texts(struct store_change *change)
{
	free((char *)change->comment);
	free((char *)change->reasons);
	free((char *)change->text);
	for (int i = 0; i < N_INCIDENT_TEXTS; i++)
		free(change->incident.texts[i]);
}

static void free_first(struct queue *queue)
{
	struct pending_change *first = queue->first;
	queue->first = first->next;
	if (!queue->first)
		queue->end = &queue->first;
	queue->n_pending -= !first->start;
	free_texts(&first->change);
	start_free(first->start);
	free(first);
}

void queue_release(struct queue *queue)
{
	while (queue->first)
		free_first(queue);
	while (queue->first_ack) {
		struct waiting_ack *ack = queue->first_ack;
		queue->first_ack = ack->next;
		free(ack);
	}
}

/* A try: what one attempt to write the first change knows. */
struct attempt {
	struct store *store;
	struct pending_change *pending;
	struct command command;
	bool found; /* the last try was committed after all */
};

/* A failed COMMIT may have reached the file or not; only the file can tell. Of a log this is never seen: what
 * could not be synced there is not published, and is written over. */
static bool find_unconfirmed(struct attempt *attempt, struct err *err)
{
	sqlite3_stmt *row;
	const struct pending_change *pending = attempt->pending;
	int rows = db_row(&attempt->store->db, &row, SQL_IS_WRITTEN, err, "ib",
		pending->tried.seq, (const void *)pending->tried.hash, sizeof pending->tried.hash);
	if (rows == 1) {
		attempt->found = true;
		attempt->command = pending->tried;
		attempt->command.at_ms = sqlite3_column_int64(row, 0);
		db_end(row);
	}
	return rows >= 0;
}

static bool write_change(void *context, struct err *err)
{
	struct attempt *attempt = context;
	struct pending_change *pending = attempt->pending;
	if (pending->unconfirmed && !find_unconfirmed(attempt, err))
		return false;
	if (attempt->found)
		return true;
	if (pending->start)
		return start_apply(attempt->store, pending->start, &attempt->command, err);
	return change_apply(attempt->store, pending->review_id, &pending->change,
		&attempt->command, err);
}

static bool try_first(struct store *store, struct attempt *attempt, struct err *err)
{
	struct pending_change *pending = store->queue.first;
	bool commit_failed = false;
	*attempt = (struct attempt){.store = store, .pending = pending};
	bool ok = db_write(&store->db, write_change, attempt, &commit_failed, err);
	if (commit_failed && attempt->command.n_rows > 0) {
		pending->unconfirmed = true;
		pending->tried = attempt->command;
	}
	return ok;
}

static bool may_succeed_later(const struct store *store, const struct err *err)
{
	return err->code == ERR_BUSY || err->code == ERR_FULL || err->code == ERR_IO ||
	       err->code == ERR_GONE ||
	       (err->code == ERR_READONLY && !store->db.readonly);
}

/* What a mark was to change, whether it was so already or not. */
static enum change_about asked_for(const struct store_change *change)
{
	if (change->set_level)
		return ABOUT_ANSWER;
	if (change->occurrence != OCCURRENCE_KEEP)
		return ABOUT_OCCURRENCE;
	if (change->set_comment)
		return ABOUT_COMMENT;
	return change->set_reasons ? ABOUT_REASONS : ABOUT_EVIDENCE;
}

/* What a command that was written was about. */
static void tell_about(const struct command *command, struct store_ack *ack)
{
	ack->saved_ms = command->at_ms;
	ack->gap_ms = command->gap_ms;
	ack->about = command->about;
	if (command->about == ABOUT_FIELD)
		str_copy(ack->field_key, sizeof ack->field_key, command->about_key);
	if (command->about == ABOUT_NOTE || command->about == ABOUT_INCIDENT)
		ack->number = atoi(command->about_key);
}

static void acknowledge(
	struct store *store, const struct attempt *attempt, bool saved, const struct err *err)
{
	struct queue *queue = &store->queue;
	const struct pending_change *first = queue->first;
	struct waiting_ack *waiting = mem_zalloc(1, sizeof *waiting);
	struct store_ack *ack = &waiting->ack;
	*ack = (struct store_ack){
		.ticket = first->ticket, .saved = saved, .kind = first->change.kind, .gap_ms = -1};
	if (saved) {
		tell_about(&attempt->command, ack);
		history_note(&attempt->command, first->review_id);
	} else {
		ack->err = *err;
	}
	if (first->change.kind == CHANGE_MARK)
		ack->about = asked_for(&first->change);
	str_copy(ack->item_key, ITEM_KEY_SIZE,
		first->change.kind == CHANGE_MARK ? first->change.item_key
						  : attempt->command.item_key);
	if (first->change.kind == CHANGE_FIELD)
		str_copy(ack->field_key, ITEM_KEY_SIZE, first->change.item_key);
	/* What was so already has no command to tell which it is. */
	if (first->change.kind == CHANGE_NOTE && first->change.note_n > 0)
		ack->number = first->change.note_n;
	if (first->change.kind == CHANGE_INCIDENT && first->change.incident.n > 0)
		ack->number = first->change.incident.n;
	*queue->end_ack = waiting;
	queue->end_ack = &waiting->next;
	free_first(queue);
}

void queue_try(struct store *store, int busy_ms)
{
	struct queue *queue = &store->queue;
	struct attempt attempt;
	struct err err = {0};
	sqlite3_busy_timeout(store->db.handle, busy_ms);
	while (queue->first) {
		bool saved = try_first(store, &attempt, &err);
		if (!saved && may_succeed_later(store, &err)) {
			queue->first->why = err;
			queue->retry_ns = clock_mono_ns() + RETRY_NS;
			break;
		}
		acknowledge(store, &attempt, saved, &err);
	}
	sqlite3_busy_timeout(store->db.handle, DB_BUSY_MS);
	store->idle_since_ns = clock_mono_ns();
	/* Normally an idle second comes long before; a WAL without end must not. */
	if (store->db.n_wal_pages > WAL_MAX_PAGES && !db_checkpoint(&store->db, &err))
		return; /* marks are safe in the WAL; the next one tries again */
}

static uint64_t enqueue(struct store *store, struct pending_change *pending)
{
	struct queue *queue = &store->queue;
	bool alone = !queue->first;
	pending->ticket = ++queue->last_ticket;
	*queue->end = pending;
	queue->end = &pending->next;
	queue->n_pending += !pending->start;
	queue_try(store, alone ? DB_BUSY_MS : RETRY_BUSY_MS);
	return queue->last_ticket;
}

uint64_t store_submit(struct store *store, const char *review_id, const struct store_change *change)
{
	struct pending_change *pending = mem_zalloc(1, sizeof *pending);
	str_copy(pending->review_id, sizeof pending->review_id, review_id);
	pending->change = *change;
	own_texts(&pending->change);
	return enqueue(store, pending);
}

uint64_t store_submit_start(struct store *store, const struct store_start *start,
	char call_id[ID_SIZE], char review_id[ID_SIZE])
{
	struct pending_change *pending = mem_zalloc(1, sizeof *pending);
	pending->change.kind = CHANGE_START;
	pending->start = start_copy(start, call_id, review_id);
	str_copy(pending->review_id, sizeof pending->review_id, review_id);
	return enqueue(store, pending);
}

bool store_next_ack(struct store *store, struct store_ack *ack)
{
	struct queue *queue = &store->queue;
	struct waiting_ack *waiting = queue->first_ack;
	if (!waiting)
		return false;
	*ack = waiting->ack;
	queue->first_ack = waiting->next;
	if (!queue->first_ack)
		queue->end_ack = &queue->first_ack;
	free(waiting);
	return true;
}

static bool has_idle_work(const struct store *store)
{
	return store->wal && (store->db.n_wal_pages > 0 || !store->wal_prepared);
}

static void work_when_idle(struct store *store, int64_t now_ns)
{
	struct err ignored; /* nothing is lost: the next idle second tries again */
	sqlite3_busy_timeout(store->db.handle, RETRY_BUSY_MS);
	bool ok = db_checkpoint(&store->db, &ignored);
	if (ok && !store->wal_prepared)
		store->wal_prepared = db_prepare_wal(&store->db, WAL_BYTES, &ignored);
	sqlite3_busy_timeout(store->db.handle, DB_BUSY_MS);
	store->idle_since_ns = now_ns;
}

void store_service(struct store *store, int64_t now_ns)
{
	if (store->queue.first && now_ns >= store->queue.retry_ns)
		queue_try(store, RETRY_BUSY_MS);
	if (!store->queue.first && has_idle_work(store) && now_ns - store->idle_since_ns >= IDLE_NS)
		work_when_idle(store, now_ns);
}

int64_t store_get_deadline_ns(const struct store *store)
{
	if (store->queue.first)
		return store->queue.retry_ns;
	return has_idle_work(store) ? store->idle_since_ns + IDLE_NS : CLOCK_NEVER;
}

size_t store_count_pending(const struct store *store, struct err *err)
{
	const struct queue *queue = &store->queue;
	if (err)
		*err = queue->first ? queue->first->why : (struct err){0};
	return queue->n_pending;
}
