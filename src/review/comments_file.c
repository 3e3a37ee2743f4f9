/* The file of comments that a person keeps for a card: lines "2.2=1: TEXT" or "2.2: TEXT". */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/comments_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/answer.h"

struct line {
	const char *key; /* cut out of the line */
	int level;       /* ANSWER_NONE: of any answer */
	const char *text;
};

/* "2.2=1", "2.2=0" (n/a) or "2.2". */
static bool read_head(char *head, struct line *line)
{
	char *level = strchr(head, '=');
	line->key = head;
	line->level = ANSWER_NONE;
	if (!level)
		return *head != '\0';
	*level++ = '\0';
	if (level[0] < '0' || level[0] > '9' || level[1])
		return false;
	line->level = level[0] == '0' ? ANSWER_NA : level[0] - '0';
	return *head != '\0';
}

static bool read_line(char *text, struct line *line)
{
	char *colon = strchr(text, ':');
	if (!colon)
		return false;
	*colon = '\0';
	line->text = colon + 1 + strspn(colon + 1, " \t");
	return read_head(text, line) && *line->text;
}

static bool is_known(const struct comment_list *list, const char *text)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->texts[i], text) == 0)
			return true;
	return false;
}

static void take(const struct line *line, const char *key, int level, struct comment_list *list)
{
	if (strcmp(line->key, key) != 0 || (line->level != ANSWER_NONE && line->level != level) ||
		is_known(list, line->text))
		return;
	list->texts = mem_resize(list->texts, list->n + 1, sizeof *list->texts);
	list->texts[list->n++] = mem_dup(line->text);
}

static bool read_file(FILE *file, const char *path, const char *key, int level,
	struct comment_list *list, struct err *err)
{
	char *text = NULL;
	size_t n_room = 0;
	ssize_t n;
	bool ok = true;
	for (int number = 1; ok && (n = getline(&text, &n_room, file)) > 0; number++) {
		struct line line;
		text[strcspn(text, "\r\n")] = '\0';
		char *start = text + strspn(text, " \t");
		if (!*start || *start == '#')
			continue;
		ok = read_line(start, &line);
		if (ok)
			take(&line, key, level, list);
		else
			err_set(err, ERR_FORMAT,
				_("'%s' line %d: expected a line such as '2.2=1: TEXT'"), path,
				number);
	}
	free(text);
	return ok;
}

bool comments_file_read(const char *folder, const char *card_id, const char *key, int level,
	struct comment_list *list, struct err *err)
{
	struct str path = {0};
	char why[128];
	str_addf(&path, "%s/%s.txt", folder, card_id);
	FILE *file = fopen(str_get(&path), "re");
	bool ok = file || errno == ENOENT;
	if (!ok)
		err_set(err, ERR_IO, _("cannot open '%s': %s"), str_get(&path),
			err_strerror(errno, why, sizeof why));
	if (file) {
		ok = read_file(file, str_get(&path), key, level, list, err);
		fclose(file);
	}
	str_release(&path);
	return ok;
}
