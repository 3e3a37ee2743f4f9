/* What the files of callmark card share: one a verb. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_CARD_PARTS_H
#define COMMAND_CARD_PARTS_H

#include "command/command.h"
#include "scorecard/card.h"

/* The options of callmark card, and where their values are in command_context.values. */
enum {
	CARD_AS,
	CARD_OUT,
	CARD_ADD,
	CARD_ID,
	CARD_TITLE,
	CARD_FROM,
};

/* One verb each; as the run of struct command_row, without the verb. */
int card_list(const struct command_context *context, int n_arguments, char **arguments);
int card_check(const struct command_context *context, int n_arguments, char **arguments);
int card_import(const struct command_context *context, int n_arguments, char **arguments);
int card_export(const struct command_context *context, int n_arguments, char **arguments);
int card_new(const struct command_context *context, int n_arguments, char **arguments);
int card_diff(const struct command_context *context, int n_arguments, char **arguments);
int card_show(const struct command_context *context, int n_arguments, char **arguments);

/* Says what is wrong; returns the exit status of a failure. */
int card_fail(const struct err *err) __attribute__((nonnull));
/* "short            Sample call  version 1, 5 items, 35 points", in the language shown. */
void card_print_line(const struct card *card) __attribute__((nonnull));
/* Whether a text can be the id of a card: at most 31 of [a-z0-9._-]. */
bool card_is_id(const char *text) __attribute__((nonnull, pure));
/* The card as one JSON object on a line. */
void card_print_json(const struct card *card) __attribute__((nonnull));
/* Where a card of that id is in the person's folder of cards; the caller frees it. */
char *card_own_path(const char *id) __attribute__((nonnull, returns_nonnull, warn_unused_result));
/* Writes a new file, whole or not at all; ERR_CONFLICT where there is one already. */
bool card_write_new(const char *path, const char *text, size_t n_bytes, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Says where a card is now, and how one goes on with it. */
void card_print_next(const char *path, const char *name) __attribute__((nonnull));

#endif
