/* What other systems know of a call: who took it, in which queue, when, for whom. */
/* SPDX-License-Identifier: MIT */
#ifndef MODEL_CONTACT_H
#define MODEL_CONTACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum contact_fact {
	CONTACT_ID,        /* the contact's number in the system it comes from */
	CONTACT_AGENT,
	CONTACT_QUEUE,
	CONTACT_REASON,    /* for the contact */
	CONTACT_DATE,      /* "2026-11-03", "2026-11-03 10:22:05", "2026-11-03 10:22+08:00": as it was
			    * written, never brought to another zone */
	CONTACT_DIRECTION, /* "in", "out" or "internal" */
	CONTACT_CUSTOMER,
	N_CONTACT_FACTS,
};

#define CONTACT_MAX_BYTES 200 /* of a value */

/* { 0 } knows nothing. Values are owned, NULL where not known, never "". They are texts from outside. */
struct contact {
	char *facts[N_CONTACT_FACTS];
};

/* The word of a fact in files and on the command line: "agent". Static. */
const char *contact_word(enum contact_fact fact) __attribute__((returns_nonnull));
/* Its name for people. Static. */
const char *contact_title(enum contact_fact fact) __attribute__((returns_nonnull));
/* The fact that a word names; N_CONTACT_FACTS if none. */
enum contact_fact contact_find(const char *word) __attribute__((nonnull));
/* The same for a column or a member as other programs write it, in English or Chinese: "Agent Name",
 * "call_id", "技能组". */
enum contact_fact contact_guess(const char *name) __attribute__((nonnull));

/* "" where it is not known. Borrowed until the next change. */
const char *contact_get(const struct contact *contact, enum contact_fact fact)
	__attribute__((nonnull, returns_nonnull));
/* A value for people: directions as words of the language. Borrowed likewise, or static. */
const char *contact_show(const struct contact *contact, enum contact_fact fact)
	__attribute__((nonnull, returns_nonnull));
/* Takes a value, without the blanks around it; an empty one changes nothing. Fails, saying what is
 * expected, where it is too long, not UTF-8, no date or no direction. */
bool contact_set(struct contact *contact, enum contact_fact fact, const char *text, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Takes what from knows and *contact does not. */
void contact_fill(struct contact *contact, const struct contact *from) __attribute__((nonnull));
bool contact_is_empty(const struct contact *contact) __attribute__((nonnull, pure));
void contact_release(struct contact *contact) __attribute__((nonnull));

/* Reads a date, with a time of day or without: "2026-11-03", "20261103-102205", "2026/11/3 10:22",
 * "2026-11-03T10:22:05.123+08:00". *text then is at what follows it. False, *text as it was, if none is there. */
#define CONTACT_DATE_SIZE 32
bool contact_read_date(const char **text, char date[CONTACT_DATE_SIZE]) __attribute__((nonnull));

#endif
