/* What is wrong with a card file, collected by place. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

static bool stands_before(const struct card_problem *a, const struct card_problem *b)
{
	return a->line != b->line ? a->line < b->line : a->column < b->column;
}

static void insert(struct card_problems *problems, const struct card_problem *problem)
{
	MEM_GROW(problems->problems, problems->n_problems, problems->n_room);
	size_t at = problems->n_problems++;
	for (; at > 0 && stands_before(problem, &problems->problems[at - 1]); at--)
		problems->problems[at] = problems->problems[at - 1];
	problems->problems[at] = *problem;
}

void card_problems_add(struct card_problems *problems, int line, int column, const char *fmt, ...)
{
	if (card_problems_are_full(problems))
		return;
	struct card_problem problem = {.line = line, .column = column};
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(problem.text, sizeof problem.text, fmt, ap);
	va_end(ap);
	utf8_cut(problem.text);
	insert(problems, &problem);
}

bool card_problems_are_full(const struct card_problems *problems)
{
	return problems->n_problems >= CARD_MAX_PROBLEMS;
}

void card_problems_release(struct card_problems *problems)
{
	free(problems->problems);
	*problems = (struct card_problems){0};
}

const char *card_quote(const char *text, size_t n_bytes, char buf[CARD_QUOTE_SIZE])
{
	struct str clean = {0};
	utf8_clean(&clean, text, n_bytes < 4 * CARD_QUOTE_SIZE ? n_bytes : 4 * CARD_QUOTE_SIZE);
	const char *whole = str_get(&clean);
	size_t n_fit = utf8_fit(whole, 40, NULL);
	bool is_cut = whole[n_fit] != '\0';
	if (is_cut)
		n_fit = utf8_fit(whole, 37, NULL);
	if (n_fit > CARD_QUOTE_SIZE - 4) /* combining marks take bytes, not columns */
		n_fit = CARD_QUOTE_SIZE - 4;
	memcpy(buf, whole, n_fit);
	buf[n_fit] = '\0';
	utf8_cut(buf);
	if (is_cut)
		strcat(buf, "...");
	str_release(&clean);
	return buf;
}
