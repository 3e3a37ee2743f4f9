/* Lines typed before, for Up and Down in an edit line. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/recall.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "config/paths.h"

#define MAX_LINE 4096

void recall_release(struct recall *recall)
{
	for (size_t i = 0; i < recall->n_lines; i++)
		free(recall->lines[i]);
	free(recall->typed);
	*recall = (struct recall){0};
}

void recall_rewind(struct recall *recall)
{
	recall->at = recall->n_lines;
	free(recall->typed);
	recall->typed = NULL;
}

void recall_add(struct recall *recall, const char *line)
{
	size_t n = recall->n_lines;
	if (*line && !(n && strcmp(recall->lines[n - 1], line) == 0)) {
		if (n == RECALL_MAX) {
			free(recall->lines[0]);
			memmove(recall->lines, recall->lines + 1, --n * sizeof *recall->lines);
		}
		recall->lines[n] = mem_dup(line);
		recall->n_lines = n + 1;
	}
	recall_rewind(recall);
}

const char *recall_step(struct recall *recall, int step, const char *text)
{
	if (step < 0 ? recall->at == 0 : recall->at >= recall->n_lines)
		return NULL;
	if (recall->at == recall->n_lines) {
		free(recall->typed);
		recall->typed = mem_dup(text);
	}
	recall->at += step < 0 ? (size_t)-1 : 1;
	return recall->at < recall->n_lines ? recall->lines[recall->at] : recall->typed;
}

void recall_read(struct recall *recall, const char *path)
{
	char line[MAX_LINE];
	FILE *file = fopen(path, "re");
	if (!file)
		return;
	while (fgets(line, sizeof line, file)) {
		size_t n_line = strcspn(line, "\n");
		if (!utf8_is_valid(line, n_line))
			continue;
		line[n_line] = '\0';
		recall_add(recall, line);
	}
	fclose(file);
}

void recall_write(const struct recall *recall, const char *path)
{
	struct err ignored;
	if (recall->n_lines == 0 || !paths_make_parent(path, &ignored))
		return;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!file)
		return;
	for (size_t i = 0; i < recall->n_lines; i++)
		fprintf(file, "%s\n", recall->lines[i]);
	fclose(file);
}
