/* Lists of phrases to look for in a transcript, read from their files. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "scorecard/precheck.h"
#include "scorecard/problems.h"
#include "scorecard/reader.h"

struct list_reader {
	struct phrases *list;
	size_t n_room;
	bool all_severe;
	int line;
	struct card_problems *problems;
};

/* The text without white space around it; the caller frees it. */
static char *dup_trimmed(const char *text, size_t n)
{
	while (n > 0 && strchr(" \t\r", text[n - 1]))
		n--;
	while (n > 0 && strchr(" \t", *text)) {
		text++;
		n--;
	}
	return mem_dupn(text, n);
}

/* ---- the keys above the phrases ---- */

static void read_title(struct list_reader *reader, char **title, const char *value)
{
	free(*title);
	*title = mem_dup(value);
	if (!*value)
		card_problems_add(reader->problems, reader->line, 1, _("the title is empty"));
}

static void read_speaker(struct list_reader *reader, const char *value)
{
	static const char *const words[] = {"agent", "customer", "any"};
	char quote[CARD_QUOTE_SIZE];
	for (int i = 0; i < 3; i++)
		if (strcmp(words[i], value) == 0) {
			reader->list->speaker = (enum phrases_speaker)i;
			return;
		}
	card_problems_add(reader->problems, reader->line, 1,
		_("'%s' is '%s'; expected one of: agent, customer, any"), "speaker",
		card_quote(value, strlen(value), quote));
}

/* Two names: a class and a category. */
static void read_incident(struct list_reader *reader, const char *value)
{
	struct card_incident *incident = &reader->list->incident;
	size_t n_class = strcspn(value, " ");
	char *class = mem_dupn(value, n_class);
	const char *category = value + n_class + strspn(value + n_class, " ");
	if (reader_is_key(class) && reader_is_key(category)) {
		str_copy(incident->class_key, sizeof incident->class_key, class);
		str_copy(incident->category_key, sizeof incident->category_key, category);
	} else {
		card_problems_add(reader->problems, reader->line, 1,
			_("expected a class and a category after 'incident:', such as 'a image'"));
	}
	free(class);
}

static void read_severe(struct list_reader *reader, const char *value)
{
	reader->all_severe = strcmp(value, "yes") == 0;
	if (!reader->all_severe && strcmp(value, "no") != 0)
		card_problems_add(
			reader->problems, reader->line, 1, _("expected yes or no after 'severe:'"));
}

static void read_key(struct list_reader *reader, const char *key, const char *value)
{
	struct card_text *title = &reader->list->title;
	char quote[CARD_QUOTE_SIZE];
	if (reader->list->n_phrases > 0)
		card_problems_add(reader->problems, reader->line, 1,
			_("'%s:' stands after a phrase; expected it above all phrases"), key);
	if (strcmp(key, "title-en") == 0)
		read_title(reader, &title->in[CARD_EN], value);
	else if (strcmp(key, "title-zh") == 0)
		read_title(reader, &title->in[CARD_ZH], value);
	else if (strcmp(key, "speaker") == 0)
		read_speaker(reader, value);
	else if (strcmp(key, "incident") == 0)
		read_incident(reader, value);
	else if (strcmp(key, "severe") == 0)
		read_severe(reader, value);
	else
		card_problems_add(reader->problems, reader->line, 1,
			_("unknown key '%s'; known here: title-en, title-zh, speaker, incident, "
			  "severe"),
			card_quote(key, strlen(key), quote));
}

/* ---- phrases ---- */

static const struct phrase *find_phrase(const struct phrases *list, const char *text)
{
	for (size_t i = 0; i < list->n_phrases; i++)
		if (strcmp(list->phrases[i].text, text) == 0)
			return &list->phrases[i];
	return NULL;
}

static void check_phrase(struct list_reader *reader, const struct phrase *phrase)
{
	char quote[CARD_QUOTE_SIZE];
	size_t n = strlen(phrase->text);
	const struct phrase *other = find_phrase(reader->list, phrase->text);
	if (n == 0)
		card_problems_add(reader->problems, reader->line, 1,
			_("there is no phrase in this line; expected PHRASE, or PHRASE => BETTER"));
	else if (n > PHRASE_MAX_BYTES)
		card_problems_add(reader->problems, reader->line, 1,
			_("the phrase is too long; at most %d bytes"), PHRASE_MAX_BYTES);
	else if (other)
		card_problems_add(reader->problems, reader->line, 1,
			_("phrase '%s' is there already, in line %d"),
			card_quote(phrase->text, n, quote), other->line);
	if (phrase->replacement && !*phrase->replacement)
		card_problems_add(reader->problems, reader->line, 1,
			_("nothing stands after '=>'; expected what is better said"));
}

static void read_phrase(struct list_reader *reader, const char *text)
{
	struct phrases *list = reader->list;
	struct phrase phrase = {.severe = reader->all_severe, .line = reader->line};
	for (; *text && strchr("!=", *text) && strncmp(text, "=>", 2) != 0; text++)
		*(*text == '!' ? &phrase.severe : &phrase.whole_word) = true;
	const char *arrow = strstr(text, "=>");
	phrase.text = dup_trimmed(text, arrow ? (size_t)(arrow - text) : strlen(text));
	if (arrow)
		phrase.replacement = dup_trimmed(arrow + 2, strlen(arrow + 2));
	check_phrase(reader, &phrase);
	MEM_GROW(list->phrases, list->n_phrases, reader->n_room);
	list->phrases[list->n_phrases++] = phrase;
}

static void read_line(struct list_reader *reader, const char *text, size_t n)
{
	char *line = dup_trimmed(text, n);
	size_t n_key = strspn(line, "abcdefghijklmnopqrstuvwxyz-_");
	bool is_key = n_key > 0 && line[n_key] == ':';
	if (is_key) {
		char *value = dup_trimmed(line + n_key + 1, strlen(line + n_key + 1));
		line[n_key] = '\0';
		read_key(reader, line, value);
		free(value);
	} else if (*line && *line != '#') {
		read_phrase(reader, line);
	}
	free(line);
}

/* ---- the file ---- */

static void read_lines(struct list_reader *reader, const char *text, size_t n_text)
{
	const char *end = text + n_text;
	if (n_text >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3;
	while (text < end && !card_problems_are_full(reader->problems)) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		reader->line++;
		read_line(reader, text, (size_t)((stop ? stop : end) - text));
		text = stop ? stop + 1 : end;
		if (reader->list->n_phrases > PHRASES_MAX) {
			card_problems_add(reader->problems, reader->line, 1,
				_("too many phrases; at most %d"), PHRASES_MAX);
			return;
		}
	}
	if (!reader->list->title.in[CARD_EN] && !reader->list->title.in[CARD_ZH])
		card_problems_add(reader->problems, 1, 1,
			_("the list has no title; expected 'title-en: TEXT' or 'title-zh: TEXT' "
			  "above "
			  "the phrases"));
}

struct phrases *phrases_parse(const char *text, size_t n_text, struct card_problems *problems)
{
	struct phrases *list = mem_zalloc(1, sizeof *list);
	struct list_reader reader = {.list = list, .problems = problems};
	if (card_check_characters(text, n_text, problems))
		read_lines(&reader, text, n_text);
	if (problems->n_problems > 0) {
		phrases_free(list);
		return NULL;
	}
	return list;
}

void phrases_free(struct phrases *phrases)
{
	if (!phrases)
		return;
	for (size_t i = 0; i < phrases->n_phrases; i++) {
		free(phrases->phrases[i].text);
		free(phrases->phrases[i].replacement);
	}
	card_text_release(&phrases->title);
	free(phrases->phrases);
	free(phrases);
}
