/* callmark card show: a card as a table. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "command/card_words.h"
#include "command/cards.h"
#include "scorecard/schema.h"

#define KEY_COLUMNS 9
#define TITLE_COLUMNS 40
#define POINTS_COLUMNS 12

static void print_row(const struct card *card, const char *key, const struct card_text *title,
	const char *points, struct str *more)
{
	fputs("  ", stdout);
	command_print_cell(key, card_words_key_columns(card, KEY_COLUMNS));
	command_print_cell(card_text_get(title, cards_language()), TITLE_COLUMNS);
	if (more->n_bytes)
		command_print_cell(points, POINTS_COLUMNS);
	else
		command_print_clean(points);
	command_print_clean(str_get(more));
	putchar('\n');
	str_clear(more);
}

static void add_more(struct str *more, const char *text)
{
	if (*text)
		str_addf(more, "%s%s", more->n_bytes ? _(", ") : "", text);
}

static const char *effect_name(enum card_effect effect)
{
	switch (effect) {
	case EFFECT_REPORT:
		break;
	case EFFECT_SECTION:
		return _("its section counts 0");
	case EFFECT_FAIL:
		return _("the review fails");
	case EFFECT_ZERO:
		return _("the review fails with 0");
	}
	return "";
}

/* ---- head ---- */

static void print_head(const struct card *card)
{
	struct str total = {0}, pass = {0};
	command_print_clean(card_text_get(&card->title, cards_language()));
	printf("  %s v%d\n", card->id, card->version);
	card_words_add_centi(&total, card->total_centi);
	card_words_add_centi(&pass, card->pass_centi);
	if (card->pass_centi >= 0)
		printf(_("total %s, passes from %s\n"), str_get(&total), str_get(&pass));
	else
		printf(_("total %s, no pass mark\n"), str_get(&total));
	str_release(&total);
	str_release(&pass);
}

static void print_bands(const struct card *card)
{
	for (size_t i = 0; i < card->n_bands; i++) {
		struct str from = {0};
		card_words_add_centi(&from, card->bands[i].from_centi);
		fputs("  ", stdout);
		command_print_cell(card_text_get(&card->bands[i].title, cards_language()), 20);
		printf(_("from %s\n"), str_get(&from));
		str_release(&from);
	}
}

/* ---- form ---- */

static void print_fields(const struct card *card)
{
	static const char *const types[] = {[FIELD_TEXT] = "", [FIELD_CHOICE] = N_("choice"),
		[FIELD_DATE] = N_("date"), [FIELD_DURATION] = N_("duration")};
	struct str more = {0};
	if (card->n_fields)
		printf("\n%s\n", _("Contact"));
	for (size_t i = 0; i < card->n_fields; i++) {
		const struct card_field *field = &card->fields[i];
		add_more(&more, field->required ? _("required") : "");
		print_row(card, field->key, &field->title,
			field->type == FIELD_TEXT ? _("text") : _(types[field->type]), &more);
	}
	str_release(&more);
}

static void print_flags(const struct card *card)
{
	struct str more = {0};
	if (card->n_flags)
		printf("\n%s\n", _("Red flags"));
	for (size_t i = 0; i < card->n_flags; i++) {
		const struct card_flag *flag = &card->flags[i];
		add_more(&more, flag->effect == EFFECT_REPORT ? _("only shown")
							       : effect_name(flag->effect));
		add_more(&more, flag->comment_required ? _("comment") : "");
		print_row(card, flag->key, &flag->title, "", &more);
	}
	str_release(&more);
}

/* ---- items ---- */

static void add_reasons(const struct card_item *item, struct str *more)
{
	struct str codes = {0};
	for (size_t i = 0; i < item->n_reasons; i++)
		str_addf(&codes, "%s%s", i ? " " : "", item->reasons[i].code);
	add_more(more, str_get(&codes));
	str_release(&codes);
}

static void print_item(const struct card *card, const struct card_item *item)
{
	struct str points = {0}, more = {0}, part = {0};
	card_words_add_points(item, &points);
	if (item->scale != SCALE_TENET && item->scale != SCALE_OCCURRENCE)
		add_more(&more, card_schema_scale_word(item->scale));
	if (item->weight_centi >= 0) {
		struct str weight = {0};
		card_words_add_centi(&weight, item->weight_centi);
		str_addf(&part, _("weight %s"), str_get(&weight));
		add_more(&more, str_get(&part));
		str_release(&weight);
	}
	add_more(&more, item->na_allowed ? _("n/a") : "");
	add_more(&more, item->required || item->scale == SCALE_OCCURRENCE ? "" : _("optional"));
	add_more(&more, item->bonus == BONUS_NONE ? "" : _("bonus"));
	add_more(&more, effect_name(item->effect));
	str_clear(&part);
	card_words_add_condition(card, item, cards_language(), &part);
	add_more(&more, str_get(&part));
	add_reasons(item, &more);
	print_row(card, item->key, &item->title, str_get(&points), &more);
	str_release(&points);
	str_release(&more);
	str_release(&part);
}

static void print_section(const struct card *card, const struct card_section *section)
{
	struct str heading = {0}, points = {0};
	str_addf(&heading, "%s  %s", section->key, card_text_get(&section->title, cards_language()));
	putchar('\n');
	command_print_clean(str_get(&heading));
	if (section->weight_centi >= 0) {
		card_words_add_centi(&points, section->weight_centi);
		printf(_("  weight %s"), str_get(&points));
	} else if (section->cap_centi >= 0) {
		card_words_add_centi(&points, section->cap_centi);
		printf(_("  %s points"), str_get(&points));
	}
	putchar('\n');
	for (size_t i = 0; i < section->n_items; i++)
		print_item(card, &card->items[section->first_item + i]);
	str_release(&heading);
	str_release(&points);
}

int card_show(const struct command_context *context, int n_arguments, char **arguments)
{
	(void)n_arguments;
	struct err err;
	struct card *card = cards_load(arguments[0], &err);
	if (!card)
		return card_fail(&err);
	if (context->output == OUTPUT_JSON) {
		card_print_json(card);
	} else {
		print_head(card);
		print_bands(card);
		print_fields(card);
		print_flags(card);
		for (size_t i = 0; i < card->n_sections; i++)
			print_section(card, &card->sections[i]);
	}
	card_free(card);
	return EXIT_DONE;
}
