/* What must be true of a file before it is worth reading as a card: its bytes and its YAML. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/precheck.h"

#include <string.h>
#include <yaml.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "scorecard/problems.h"

/* ---- bytes ---- */

static bool is_forbidden(uint32_t cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r') || (cp >= 0x7f && cp < 0xa0);
}

bool card_check_characters(const char *text, size_t n_text, struct card_problems *problems)
{
	int line = 1, column = 1;
	uint32_t cp;
	size_t n;
	if (n_text > CARD_MAX_BYTES) {
		card_problems_add(
			problems, 1, 1, _("the file is too large for a card; at most 1 MiB"));
		return false;
	}
	for (size_t at = 0; at < n_text; at += n, column++) {
		n = utf8_decode(text + at, n_text - at, &cp);
		if (cp == UTF8_BAD && n == 1) {
			card_problems_add(problems, line, column,
				_("byte 0x%02x is not UTF-8; save the file as UTF-8"),
				(unsigned)(unsigned char)text[at]);
			return false;
		}
		if (is_forbidden(cp)) {
			card_problems_add(problems, line, column,
				_("control character U+%04X; remove it"), (unsigned)cp);
			return false;
		}
		if (cp == '\n') {
			line++;
			column = 0;
		}
	}
	return true;
}

/* ---- YAML ---- */

/* libyaml's words for what is wrong, and ours. */
struct syntax_problem {
	const char *problem;
	bool at_context; /* the place to look at is where the thing began */
	const char *text;
};

static const struct syntax_problem syntax_problems[] = {
	{"mapping values are not allowed in this context", false,
		N_("a ':' too many here, or a plain ': ' missing above; put a text with ': ' in it "
		   "in quotes")},
	{"did not find expected key", false,
		N_("expected a key and ':'; check the indentation, and the quotes before it")},
	{"could not find expected ':'", true,
		N_("expected a plain ':' and a space after this key; check the indentation")},
	{"did not find expected '-' indicator", false,
		N_("expected the next '- '; check the indentation")},
	{"block sequence entries are not allowed in this context", false,
		N_("a list cannot start here; start it on a line of its own")},
	{"block mapping keys are not allowed in this context", false,
		N_("a key cannot stand here; start it on a line of its own")},
	{"did not find expected ',' or '}'", false,
		N_("expected ',' or '}'; put a text with , : { } in it in quotes")},
	{"did not find expected ',' or ']'", false,
		N_("expected ',' or ']'; put a text with , : [ ] in it in quotes")},
	{"did not find expected node content", false,
		N_("expected a value here; a bracket before it may not be closed")},
	{"found unexpected end of stream", true, N_("this quotation mark is never closed")},
	{"found unknown escape character", false,
		N_("unknown character after '\\'; put the text in single quotes instead")},
	{"found a tab character that violates indentation", false,
		N_("a tab cannot indent; use spaces")},
	{"found a tab character where an indentation space is expected", false,
		N_("a tab cannot indent; use spaces")},
	{"found character that cannot start any token", false,
		N_("a value cannot start with this character; indent with spaces, and put such a "
		   "text in quotes")},
};

static void report_syntax(const yaml_parser_t *parser, struct card_problems *problems)
{
	const char *problem = parser->problem ? parser->problem : "";
	yaml_mark_t mark = parser->problem_mark;
	for (size_t i = 0; i < sizeof syntax_problems / sizeof *syntax_problems; i++) {
		const struct syntax_problem *known = &syntax_problems[i];
		if (strcmp(known->problem, problem) != 0)
			continue;
		if (known->at_context && parser->context)
			mark = parser->context_mark;
		card_problems_add(
			problems, (int)mark.line + 1, (int)mark.column + 1, "%s", _(known->text));
		return;
	}
	card_problems_add(problems, (int)mark.line + 1, (int)mark.column + 1,
		_("not valid YAML: %s"), problem);
}

struct yaml_check {
	struct card_problems *problems;
	int depth;
	int n_entries;
	int n_documents;
	bool stopped; /* a limit is passed; the rest is not looked at */
};

static void report(const struct yaml_check *check, const yaml_event_t *event, const char *text)
{
	card_problems_add(check->problems, (int)event->start_mark.line + 1,
		(int)event->start_mark.column + 1, "%s", text);
}

static void check_properties(const struct yaml_check *check, const yaml_event_t *event,
	const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		report(check, event,
			_("anchors are not used in cards; put a text that starts with '&' in "
			  "quotes"));
	if (tag)
		report(check, event,
			_("tags are not used in cards; put a text that starts with '!' in "
			  "quotes"));
}

/* "\0" and its like in double quotes: what the bytes of the file do not show. */
static void check_scalar(const struct yaml_check *check, const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;
	size_t n_value = event->data.scalar.length;
	uint32_t cp;
	for (size_t at = 0; at < n_value;) {
		at += utf8_decode(value + at, n_value - at, &cp);
		if (is_forbidden(cp)) {
			report(check, event, _("a control character in this text; remove it"));
			return;
		}
	}
}

static void enter(struct yaml_check *check, const yaml_event_t *event)
{
	if (++check->depth > CARD_MAX_DEPTH && !check->stopped) {
		report(check, event, _("nested too deeply for a card; check brackets and dashes"));
		check->stopped = true;
	}
}

static void count_entry(struct yaml_check *check, const yaml_event_t *event)
{
	if (++check->n_entries > CARD_MAX_ENTRIES && !check->stopped) {
		report(check, event, _("too many entries for a card"));
		check->stopped = true;
	}
}

static void check_event(struct yaml_check *check, const yaml_event_t *event)
{
	count_entry(check, event);
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		if (++check->n_documents == 2)
			report(check, event,
				_("a second document; a file holds one card, remove the '---'"));
		break;
	case YAML_ALIAS_EVENT:
		report(check, event,
			_("aliases are not used in cards; put a text that starts with '*' in "
			  "quotes"));
		break;
	case YAML_SCALAR_EVENT:
		check_properties(check, event, event->data.scalar.anchor, event->data.scalar.tag);
		check_scalar(check, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
		check_properties(check, event, event->data.sequence_start.anchor,
			event->data.sequence_start.tag);
		enter(check, event);
		break;
	case YAML_MAPPING_START_EVENT:
		check_properties(check, event, event->data.mapping_start.anchor,
			event->data.mapping_start.tag);
		enter(check, event);
		break;
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		check->depth--;
		break;
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_STREAM_END_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
}

static void check_yaml(const char *text, size_t n_text, struct card_problems *problems)
{
	struct yaml_check check = {.problems = problems};
	yaml_parser_t parser;
	if (!yaml_parser_initialize(&parser)) {
		card_problems_add(problems, 1, 1, _("not enough memory"));
		return;
	}
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, n_text);
	for (bool ended = false; !ended && !check.stopped;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&parser, &event)) {
			report_syntax(&parser, problems);
			break;
		}
		ended = event.type == YAML_STREAM_END_EVENT;
		check_event(&check, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
}

bool card_precheck(const char *text, size_t n_text, struct card_problems *problems)
{
	size_t n_before = problems->n_problems;
	if (card_check_characters(text, n_text, problems))
		check_yaml(text, n_text, problems);
	return problems->n_problems == n_before;
}
