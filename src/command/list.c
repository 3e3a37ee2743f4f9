/* callmark list: the calls of the database, what is known of them, and how their reviews stand. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/import.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/csv.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "command/card_words.h"
#include "command/database.h"
#include "command/json_parts.h"
#include "store/store.h"

const struct command_option list_option_rows[] = {
	{"files", NULL, N_("only where the recordings are, a line each: callmark list --files | callmark -")},
	{0},
};

/* ---- which calls ---- */

/* "agent=li*": of the words of a fact or "state". */
struct filter {
	enum contact_fact fact; /* N_CONTACT_FACTS: the state */
	const char *value;
};

static const char *state_word(enum review_state state)
{
	switch (state) {
	case REVIEW_NONE:
		return "new";
	case REVIEW_DRAFT:
		return "draft";
	case REVIEW_FINAL:
		return "final";
	}
	return "";
}

static bool read_filter(const char *text, struct filter *filter, struct err *err)
{
	const char *equals = strchr(text, '=');
	char *word = mem_dupn(text, equals ? (size_t)(equals - text) : 0);
	*filter = (struct filter){contact_find(word), equals ? equals + 1 : ""};
	bool known = filter->fact != N_CONTACT_FACTS || strcmp(word, "state") == 0;
	free(word);
	if (equals && known)
		return true;
	struct str words = {0};
	for (int i = 0; i < N_CONTACT_FACTS; i++)
		str_addf(&words, " %s", contact_word((enum contact_fact)i));
	err_set(err, ERR_USAGE, _("'%s': expected NAME=VALUE; the names are: state%s"), text,
		str_get(&words));
	str_release(&words);
	return false;
}

static bool fits(const struct store_call *call, const struct filter *filters, size_t n_filters)
{
	for (size_t i = 0; i < n_filters; i++) {
		const char *value = filters[i].fact == N_CONTACT_FACTS
					    ? state_word(call->review.state)
					    : contact_get(&call->contact, filters[i].fact);
		if (fnmatch(filters[i].value, value, FNM_CASEFOLD) != 0)
			return false;
	}
	return true;
}

/* ---- printing ---- */

static const char *shown_state(enum review_state state)
{
	switch (state) {
	case REVIEW_NONE:
		return _("new");
	case REVIEW_DRAFT:
		return _("draft");
	case REVIEW_FINAL:
		return _("final");
	}
	return "";
}

/* The name last: it may have any length. */
static void print_cells(const char *state, const char *date, const char *agent, const char *queue,
	const char *score, const char *name)
{
	command_print_cell(state, 8);
	command_print_cell(date, 21);
	command_print_cell(agent, 16);
	command_print_cell(queue, 12);
	command_print_cell(score, 8);
	command_print_clean(name);
	putchar('\n');
}

static void print_heading(void)
{
	print_cells(_("State"), contact_title(CONTACT_DATE), contact_title(CONTACT_AGENT),
		contact_title(CONTACT_QUEUE), _("Score"), _("Call"));
}

static void print_row(const struct store_call *call)
{
	struct str score = {0};
	if (call->review.state == REVIEW_FINAL && call->review.score_centi >= 0)
		card_words_add_centi(&score, call->review.score_centi);
	print_cells(shown_state(call->review.state), contact_get(&call->contact, CONTACT_DATE),
		contact_get(&call->contact, CONTACT_AGENT),
		contact_get(&call->contact, CONTACT_QUEUE), str_get(&score), call->name);
	str_release(&score);
}

static void print_json(const struct store_call *call)
{
	json_t *object = json_object();
	json_object_set_new(object, "call", json_parts_text(call->name));
	json_object_set_new(object, "id", json_string(call->id));
	json_object_set_new(object, "file", json_parts_text(call->paths[0]));
	json_object_set_new(object, "second_file", json_parts_text(call->paths[1]));
	json_object_set_new(object, "state", json_string(state_word(call->review.state)));
	json_object_set_new(object, "card", json_parts_text(call->review.card_id));
	json_object_set_new(object, "score",
		json_parts_centi(call->review.state == REVIEW_FINAL ? call->review.score_centi : -1));
	json_object_set_new(object, "contact", json_parts_contact(&call->contact));
	json_parts_print(object);
}

static void print_csv_heading(void)
{
	printf("call,file,second_file,state,card,score");
	for (int i = 0; i < N_CONTACT_FACTS; i++)
		printf(",%s", contact_word((enum contact_fact)i));
	putchar('\n');
}

static void add_field(struct str *line, const char *text)
{
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	csv_add_text(line, str_get(&clean));
	str_release(&clean);
}

static void print_csv(const struct store_call *call)
{
	struct str line = {0};
	const char *texts[] = {call->name, call->paths[0], call->paths[1],
		state_word(call->review.state), call->review.card_id};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		add_field(&line, texts[i] ? texts[i] : "");
		str_addc(&line, ',');
	}
	if (call->review.state == REVIEW_FINAL && call->review.score_centi >= 0)
		card_words_add_centi(&line, call->review.score_centi);
	for (int i = 0; i < N_CONTACT_FACTS; i++) {
		str_addc(&line, ',');
		add_field(&line, contact_get(&call->contact, (enum contact_fact)i));
	}
	puts(str_get(&line));
	str_release(&line);
}

/* As they are, for other programs; a terminal gets them cleaned. */
static void print_files(const struct store_call *call)
{
	for (int i = 0; i < CALL_MAX_LEGS && call->paths[i]; i++) {
		if (isatty(STDOUT_FILENO))
			command_print_clean(call->paths[i]);
		else
			fputs(call->paths[i], stdout);
		putchar('\n');
	}
}

static void print(
	const struct command_context *context, const struct store_call *call, bool is_first)
{
	if (context->values[0]) {
		print_files(call);
		return;
	}
	switch (context->output) {
	case OUTPUT_TABLE:
		if (is_first)
			print_heading();
		print_row(call);
		break;
	case OUTPUT_JSON:
		print_json(call);
		break;
	case OUTPUT_CSV:
		if (is_first)
			print_csv_heading();
		print_csv(call);
		break;
	}
}

static int print_all(const struct command_context *context, struct store *store,
	const struct filter *filters, size_t n_filters)
{
	struct err err;
	struct store_call *calls;
	size_t n_calls, n_printed = 0;
	if (!store_get_calls(store, &calls, &n_calls, &err)) {
		command_complain("%s", err.text);
		return EXIT_FAILED;
	}
	for (size_t i = 0; i < n_calls; i++)
		if (fits(&calls[i], filters, n_filters))
			print(context, &calls[i], n_printed++ == 0);
	store_free_calls(calls, n_calls);
	return n_printed ? EXIT_DONE : EXIT_NOTHING;
}

int command_list(const struct command_context *context, int n_arguments, char **arguments)
{
	struct err err;
	size_t n_filters = (size_t)n_arguments;
	struct filter *filters = mem_zalloc(n_filters + 1, sizeof *filters);
	int status = EXIT_DONE;
	for (size_t i = 0; status == EXIT_DONE && i < n_filters; i++)
		if (!read_filter(arguments[i], &filters[i], &err))
			status = EXIT_USAGE;
	struct store *store =
		status == EXIT_DONE ? database_open_existing(context->config, &err) : NULL;
	if (store)
		status = print_all(context, store, filters, n_filters);
	else if (status == EXIT_DONE)
		status = err.code == ERR_NOT_FOUND ? EXIT_NOTHING : EXIT_FAILED;
	if (!store)
		command_complain("%s", err.text);
	store_close(store);
	free(filters);
	return status;
}
