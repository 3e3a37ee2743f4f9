/* The recordings that a command is about: its arguments, and for "-" the lines of stdin. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/name_list.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

#define MOST_BYTES ((size_t)256 << 20) /* more is no list of names */

static void add(struct name_list *list, char *word)
{
	MEM_GROW(list->names, list->n_names, list->n_room);
	list->names[list->n_names++] = word;
}

static bool read_stdin(struct str *text, struct err *err)
{
	char block[16384], why[128];
	ssize_t n;
	while ((n = read(STDIN_FILENO, block, sizeof block)) > 0 && text->n_bytes <= MOST_BYTES)
		str_addn(text, block, (size_t)n);
	if (n < 0)
		return err_set(err, ERR_IO, _("cannot read the list on stdin: %s"),
			err_strerror(errno, why, sizeof why));
	if (text->n_bytes > MOST_BYTES)
		return err_set(err, ERR_FORMAT, _("the list on stdin is too large: more than %zu MB"),
			MOST_BYTES >> 20);
	return true;
}

static void add_lines(struct name_list *list)
{
	struct str *text = &list->text;
	char end = text->n_bytes && memchr(text->text, '\0', text->n_bytes) ? '\0' : '\n';
	for (size_t at = 0; at < text->n_bytes;) {
		char *word = text->text + at, *found = memchr(word, end, text->n_bytes - at);
		size_t n_bytes = found ? (size_t)(found - word) : text->n_bytes - at;
		at += n_bytes + 1;
		if (end == '\n' && n_bytes && word[n_bytes - 1] == '\r')
			word[n_bytes - 1] = '\0';
		if (found)
			*found = '\0';
		if (*word)
			add(list, word);
	}
}

bool name_list_read(struct name_list *list, char *const *arguments, size_t n_arguments, struct err *err)
{
	bool is_listed = false;
	*list = (struct name_list){0};
	for (size_t i = 0; i < n_arguments; i++) {
		if (strcmp(arguments[i], "-") != 0) {
			add(list, arguments[i]);
		} else if (!is_listed) {
			is_listed = true;
			if (!read_stdin(&list->text, err))
				return false;
			add_lines(list);
		}
	}
	if (is_listed && list->n_names == 0)
		return err_set(err, ERR_NOT_FOUND, _("the list on stdin names nothing"));
	add(list, NULL);
	list->n_names--;
	return true;
}

void name_list_release(struct name_list *list)
{
	free(list->names);
	str_release(&list->text);
	*list = (struct name_list){0};
}
