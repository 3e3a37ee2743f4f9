/* What the name of a recording tells, by a pattern such as "{agent}_{queue}_{date}". */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/name_pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

#define MOST_PARTS 32

/* A text as it stands, or in braces a fact. */
struct part {
	const char *text;
	size_t n_bytes; /* of the text, or of the word in braces */
	bool is_open;
	enum contact_fact fact; /* N_CONTACT_FACTS: none */
};

static enum contact_fact fact_of(const char *text, size_t n_bytes)
{
	char *word = mem_dupn(text, n_bytes);
	enum contact_fact fact = contact_find(word);
	free(word);
	return fact;
}

/* The part at *at, which moves on; false where a brace is left open. */
static bool next_part(const char **at, struct part *part)
{
	const char *end;
	*part = (struct part){.text = *at, .fact = N_CONTACT_FACTS};
	if (**at != '{') {
		part->n_bytes = strcspn(*at, "{");
		*at += part->n_bytes;
		return true;
	}
	end = strchr(*at, '}');
	if (!end)
		return false;
	part->is_open = true;
	part->text++;
	part->n_bytes = (size_t)(end - part->text);
	part->fact = fact_of(part->text, part->n_bytes);
	*at = end + 1;
	return true;
}

static bool check_part(const struct part *part, unsigned *seen, struct err *err)
{
	if (!part->is_open || part->n_bytes == 0)
		return true;
	if (part->fact == N_CONTACT_FACTS) {
		struct str words = {0};
		for (int i = 0; i < N_CONTACT_FACTS; i++)
			str_addf(&words, " {%s}", contact_word((enum contact_fact)i));
		err_set(err, ERR_USAGE, _("there is no '{%.*s}'; possible:%s and {} for what does not matter"),
			(int)part->n_bytes, part->text, str_get(&words));
		str_release(&words);
		return false;
	}
	if (*seen >> part->fact & 1)
		return err_set(err, ERR_USAGE, _("'{%s}' stands there twice"),
			contact_word(part->fact));
	*seen |= 1u << part->fact;
	return true;
}

bool name_pattern_check(const char *pattern, struct err *err)
{
	unsigned seen = 0;
	int n_parts = 0;
	struct part part;
	for (const char *at = pattern; *at; n_parts++) {
		if (!next_part(&at, &part))
			return err_set(err, ERR_USAGE, _("'%s': a { is never closed"), pattern);
		if (!check_part(&part, &seen, err))
			return err_prefix(err, _("'%s'"), pattern);
	}
	if (n_parts > MOST_PARTS)
		return err_set(err, ERR_USAGE, _("'%s' has more than %d parts"), pattern, MOST_PARTS);
	return seen || err_set(err, ERR_USAGE, _("'%s' tells nothing; expected such as {agent}_{date}"),
			       pattern);
}

/* ---- matching ---- */

struct matching {
	struct part parts[MOST_PARTS];
	int n_parts;
	const char *name;
	size_t n_name;
	size_t start[MOST_PARTS + 1]; /* in the name, of each part */
	bool *failed; /* from this part and place on, tried before: without it the tries would multiply */
};

static bool is_date(const char *text, size_t n_bytes)
{
	char date[CONTACT_DATE_SIZE], *copy = mem_dupn(text, n_bytes);
	const char *end = copy;
	bool is_one = contact_read_date(&end, date) && *end == '\0';
	free(copy);
	return is_one;
}

static bool match(struct matching *matching, int n, size_t at);

/* A date takes the most that is one, everything else the least. */
static bool match_open(struct matching *matching, int n, size_t at)
{
	size_t n_left = matching->n_name - at;
	bool wants_date = matching->parts[n].fact == CONTACT_DATE;
	size_t n_most = wants_date && n_left >= CONTACT_DATE_SIZE ? CONTACT_DATE_SIZE - 1 : n_left;
	for (size_t i = 1; i <= n_most; i++) {
		size_t n_bytes = wants_date ? n_most + 1 - i : i;
		if ((!wants_date || is_date(matching->name + at, n_bytes)) &&
			match(matching, n + 1, at + n_bytes))
			return true;
	}
	return false;
}

static bool match(struct matching *matching, int n, size_t at)
{
	const struct part *part = &matching->parts[n];
	size_t n_left = matching->n_name - at;
	matching->start[n] = at;
	if (n == matching->n_parts)
		return n_left == 0;
	bool *failed = &matching->failed[(size_t)n * (matching->n_name + 1) + at];
	if (*failed)
		return false;
	bool matches = part->is_open
			       ? match_open(matching, n, at)
			       : n_left >= part->n_bytes &&
					 memcmp(matching->name + at, part->text, part->n_bytes) == 0 &&
					 match(matching, n + 1, at + part->n_bytes);
	*failed = !matches;
	return matches;
}

static void take(const struct matching *matching, struct contact *contact, struct err *err)
{
	for (int i = 0; i < matching->n_parts; i++) {
		struct err one;
		if (matching->parts[i].fact == N_CONTACT_FACTS)
			continue;
		char *value = mem_dupn(matching->name + matching->start[i],
			matching->start[i + 1] - matching->start[i]);
		if (!contact_set(contact, matching->parts[i].fact, value, &one))
			*err = one;
		free(value);
	}
}

bool name_pattern_match(
	const char *pattern, const char *name, struct contact *contact, struct err *err)
{
	struct matching matching = {.name = name, .n_name = strlen(name)};
	err->code = ERR_NONE;
	for (const char *at = pattern; *at && next_part(&at, &matching.parts[matching.n_parts]);)
		matching.n_parts++;
	matching.failed = mem_zalloc(
		(size_t)matching.n_parts * (matching.n_name + 1), sizeof *matching.failed);
	bool matches = match(&matching, 0, 0);
	if (matches)
		take(&matching, contact, err);
	free(matching.failed);
	return matches;
}
