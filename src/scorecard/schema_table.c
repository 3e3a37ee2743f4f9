/* The table of all keys of card files and incident catalogues. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/schema.h"

#include <string.h>

#include "base/i18n.h"
#include "scorecard/incidents.h"
#include "scorecard/lists.h"
#include "scorecard/reader.h"

/* ---- types ---- */

static const char type_name[] = N_("name");
static const char type_text[] = N_("text");
static const char type_words[] = N_("words");
static const char type_version[] = N_("version");
static const char type_date[] = N_("date");
static const char type_points[] = N_("points");
static const char type_answer[] = N_("yes or no");
static const char type_scale[] = N_("scale");
static const char type_channels[] = N_("channels");
static const char type_rule[] = N_("rule");
static const char type_sections[] = N_("sections");
static const char type_items[] = N_("items");
static const char type_choices[] = N_("choices");
static const char type_reasons[] = N_("reasons");
static const char type_evidence[] = N_("evidence");
static const char type_policy[] = N_("policy");
static const char type_untouched[] = N_("untouched");
static const char type_effect[] = N_("effect");
static const char type_flag_effect[] = N_("effect of a flag");
static const char type_bonus[] = N_("bonus");
static const char type_field[] = N_("type of a field");
static const char type_fields[] = N_("fields");
static const char type_options[] = N_("options");
static const char type_flags[] = N_("flags");
static const char type_bands[] = N_("bands");
static const char type_condition[] = N_("condition");
static const char type_answers[] = N_("answers");
static const char type_classes[] = N_("classes");
static const char type_categories[] = N_("categories");
static const char type_scenarios[] = N_("scenarios");
static const char type_cases[] = N_("cases");
static const char type_incident[] = N_("incident");

struct type_row {
	const char *type;
	const char *expected;
};

static const struct type_row types[] = {
	{type_name, N_("a short name of a-z 0-9 . _ -, at most 31 of them")},
	{type_text, N_("a text, or {en: ..., zh: ...}")},
	{type_words, N_("a text")},
	{type_version, N_("a whole number from 1 to 999999")},
	{type_date, N_("a date such as 2026-11-01")},
	{type_points, N_("points such as 5 or 2.5")},
	{type_answer, N_("yes or no")},
	{type_scale, N_("one of: tenet, occurrence, yes-no, points, choice")},
	{type_channels, N_("some of: call, chat, dial-test")},
	{type_rule, N_("some of: not-met, exceeded, any")},
	{type_sections, N_("a list, each entry starting with '- section: NAME'")},
	{type_items, N_("a list, each entry starting with '- item: NAME'")},
	{type_choices, N_("a list of 2 to 9, each entry starting with '- choice: NAME'")},
	{type_reasons, N_("lines such as 'N1: TEXT' or 'E1: TEXT'")},
	{type_evidence, N_("some of: gaps.silence, gaps.hold, overtalk, rings, phrases.LIST")},
	{type_policy, N_("one of: proportional, equal, as-pass, zero")},
	{type_untouched, N_("one of: left-out, met")},
	{type_effect, N_("one of: section, fail, zero")},
	{type_flag_effect, N_("one of: report, fail, zero")},
	{type_bonus, N_("one of: all, exceeded")},
	{type_field, N_("one of: text, choice, date, duration")},
	{type_fields, N_("a list, each entry starting with '- field: NAME'")},
	{type_options, N_("a list, each entry starting with '- option: NAME'")},
	{type_flags, N_("a list, each entry starting with '- flag: NAME'")},
	{type_bands, N_("a list, each entry starting with '- band: NAME'")},
	{type_condition, N_("{item: NAME, is: ANSWER}")},
	{type_answers, N_("an answer of that item such as not-met, or a list of them")},
	{type_classes, N_("a list, each entry starting with '- class: NAME'")},
	{type_categories, N_("a list, each entry starting with '- category: NAME'")},
	{type_scenarios, N_("a list of texts, each a text, or {en: ..., zh: ...}")},
	{type_cases, N_("a list, each entry starting with '- problem: TEXT'")},
	{type_incident, N_("{class: NAME, category: NAME}")},
};

/* ---- the table ---- */

#define IN_CARD(field) offsetof(struct card, field)
#define IN_SECTION(field) offsetof(struct card_section, field)
#define IN_ITEM(field) offsetof(struct item_draft, item.field)
#define IN_DRAFT(field) offsetof(struct item_draft, field)
#define IN_LEVEL(field) offsetof(struct card_level, field)
#define IN_FIELD(field) offsetof(struct card_field, field)
#define IN_OPTION(field) offsetof(struct card_option, field)
#define IN_FLAG(field) offsetof(struct card_flag, field)
#define IN_BAND(field) offsetof(struct card_band, field)
#define IN_REASON(field) offsetof(struct card_reason, field)
#define IN_INCIDENT(field) offsetof(struct card_incident, field)
#define IN_CONDITION(field) offsetof(struct card_open_condition, field)
#define IN_CATALOGUE(field) offsetof(struct incident_catalogue, field)
#define IN_CLASS(field) offsetof(struct incident_class, field)
#define IN_CATEGORY(field) offsetof(struct incident_category, field)
#define IN_CASE(field) offsetof(struct incident_case, field)
#define TENET (1u << SCALE_TENET)
#define OCCURRENCE (1u << SCALE_OCCURRENCE)
#define YES_NO (1u << SCALE_YES_NO)
#define POINTS (1u << SCALE_POINTS)
#define CHOICE (1u << SCALE_CHOICE)

/* clang-format off */
static const struct card_schema_row schema[] = {
	{"card", "card", type_name, true,
		N_("The card's own name. Reviews refer to it; it does not change."),
		0, reader_read_key, IN_CARD(id)},
	{"card", "version", type_version, true,
		N_("Raise it with every change. A review keeps the version it was made with."),
		0, reader_read_version, IN_CARD(version)},
	{"card", "title", type_text, true,
		N_("What the card is called on the screen."),
		0, reader_read_text, IN_CARD(title)},
	{"card", "channel", type_channels, false,
		N_("What the card is for; a call if it does not say."),
		0, reader_read_channels, IN_CARD(channels)},
	{"card", "author", type_words, false,
		N_("Who wrote the card."),
		0, reader_read_line, IN_CARD(author)},
	{"card", "date", type_date, false,
		N_("When this version was written."),
		0, reader_read_date, IN_CARD(date)},
	{"card", "total", type_points, false,
		N_("The score of a perfect review. Without it, the sum of the weights of its "
		   "sections, or of what its items are worth."),
		0, reader_read_points, IN_CARD(total_centi)},
	{"card", "pass", type_points, false,
		N_("The lowest score that passes."),
		0, reader_read_points, IN_CARD(pass_centi)},
	{"card", "bands", type_bands, false,
		N_("Names for ranges of scores."),
		0, form_read_bands, 0},
	{"card", "na-policy", type_policy, false,
		N_("How what is marked N/A counts. proportional (the default): it leaves, and the "
		   "rest is scaled up to the total. equal: it leaves, and what it is worth goes in "
		   "equal parts to the rest. as-pass: as met. zero: as 0 points. If everything is "
		   "N/A there is no score."),
		0, reader_read_na_policy, IN_CARD(na_policy)},
	{"card", "untouched", type_untouched, false,
		N_("How items that are still empty count in the score so far. left-out (the "
		   "default): as not there. met: as met, so that an untouched form shows the full "
		   "score."),
		0, reader_read_untouched, IN_CARD(untouched)},
	{"card", "fields", type_fields, false,
		N_("Contact fields, in the header of the review."),
		0, form_read_fields, 0},
	{"card", "flags", type_flags, false,
		N_("Red flags, outside the points."),
		0, form_read_flags, 0},
	{"card", "sections", type_sections, true,
		N_("The card's sections, in the order of the screen."),
		0, lists_read_sections, 0},

	{"section", "section", type_name, true,
		N_("The section's name, such as 2."),
		0, reader_read_key, IN_SECTION(key)},
	{"section", "title", type_text, true,
		N_("The heading above its items."),
		0, reader_read_text, IN_SECTION(title)},
	{"section", "points", type_points, false,
		N_("What the section's occurrence items take from; it never goes below 0. Needed "
		   "where there is such an item."),
		0, reader_read_points, IN_SECTION(cap_centi)},
	{"section", "weight", type_points, false,
		N_("The section's share of the score, whatever the points in it. Each section has a "
		   "weight, or none has."),
		0, reader_read_points, IN_SECTION(weight_centi)},
	{"section", "items", type_items, true,
		N_("The section's items, in the order of the screen."),
		0, lists_read_items, 0},

	{"item", "item", type_name, true,
		N_("The item's name, such as 2.2; each name once in a card."),
		0, reader_read_key, IN_ITEM(key)},
	{"item", "title", type_text, true,
		N_("What is judged, in a few words."),
		0, reader_read_text, IN_ITEM(title)},
	{"item", "scale", type_scale, false,
		N_("How the item is marked: tenet (not met, met, exceeded; the default), occurrence "
		   "(points off each time), yes-no, points (0 and up in steps), choice."),
		0, lists_read_scale, 0},
	{"item", "met", type_points, true,
		N_("Points for met. Not met gives 0."),
		TENET, reader_read_points, IN_DRAFT(met_centi)},
	{"item", "exceeded", type_points, false,
		N_("Points for exceeded; without it the item cannot be exceeded."),
		TENET, reader_read_points, IN_DRAFT(exceeded_centi)},
	{"item", "off", type_points, true,
		N_("Points off each time."),
		OCCURRENCE, reader_read_points, IN_ITEM(off_centi)},
	{"item", "yes", type_points, true,
		N_("Points for yes."),
		YES_NO, reader_read_points, IN_DRAFT(yes_centi)},
	{"item", "no", type_points, false,
		N_("Points for no; 0 if it does not say."),
		YES_NO, reader_read_points, IN_DRAFT(no_centi)},
	{"item", "points", type_points, true,
		N_("The most points that can be given."),
		POINTS, reader_read_points, IN_DRAFT(points_centi)},
	{"item", "step", type_points, false,
		N_("How far one mark is from the next; 1 if it does not say. From 0 to the most "
		   "there may be 2 to 9 marks."),
		POINTS, reader_read_points, IN_DRAFT(step_centi)},
	{"item", "choices", type_choices, true,
		N_("The answers to choose from, key 1 first."),
		CHOICE, lists_read_choices, 0},
	{"item", "na", type_answer, false,
		N_("Whether the item may be marked not applicable; no if it does not say. Its points "
		   "then leave the sum and the maximum."),
		0, reader_read_yes_no, IN_ITEM(na_allowed)},
	{"item", "weight", type_points, false,
		N_("What the item is worth, whatever its points: half of them are half of the "
		   "weight. Without it, its most points. Each item of a section has a weight, or "
		   "none has."),
		TENET | YES_NO | POINTS | CHOICE, reader_read_points, IN_ITEM(weight_centi)},
	{"item", "bonus", type_bonus, false,
		N_("Points that come on top of the total. all: all points of the item. exceeded: "
		   "what exceeded gives more than met."),
		TENET | YES_NO | POINTS | CHOICE, reader_read_bonus, IN_ITEM(bonus)},
	{"item", "effect", type_effect, false,
		N_("What not met (of occurrences: any) does beyond its points. section: the section "
		   "counts 0. fail: the review fails. zero: it fails, and its score is 0. The score "
		   "by points alone is kept beside it."),
		0, reader_read_item_effect, IN_ITEM(effect)},
	{"item", "when", type_condition, false,
		N_("The item applies only if another item has this answer, or one of these."),
		0, conditions_read, 0},
	{"item", "incident", type_incident, false,
		N_("The incident that not met proposes, by the names of the incident catalogue."),
		0, form_read_incident, IN_ITEM(incident)},
	{"item", "required", type_answer, false,
		N_("Whether it must be answered before the review can be final; yes if it does not "
		   "say."),
		0, reader_read_yes_no, IN_ITEM(required)},
	{"item", "comment-required-when", type_rule, false,
		N_("Which marks need a comment."),
		0, reader_read_comment_rule, IN_ITEM(comment_rule)},
	{"item", "evidence", type_evidence, false,
		N_("What the program finds in the recording that concerns the item: hints, never "
		   "marks."),
		0, lists_read_evidence, 0},
	{"item", "guideline", type_text, false,
		N_("What met looks like, in a few short sentences."),
		0, reader_read_text, IN_ITEM(guideline)},
	{"item", "reasons", type_reasons, false,
		N_("Reasons to choose from: N1, N2, ... for not met, E1, E2, ... for exceeded. "
		   "Each is a text, or keys of its own."),
		0, lists_read_reasons, 0},

	{"choice", "choice", type_name, true,
		N_("The answer's name; each name once in an item."),
		0, reader_read_key, IN_LEVEL(key)},
	{"choice", "title", type_text, true,
		N_("The answer as the screen shows it."),
		0, reader_read_text, IN_LEVEL(name)},
	{"choice", "points", type_points, true,
		N_("Its points."),
		0, reader_read_points, IN_LEVEL(points_centi)},

	{"reason", "en", type_words, false,
		N_("The reason in English."),
		0, reader_read_line, IN_REASON(text.in[CARD_EN])},
	{"reason", "zh", type_words, false,
		N_("The reason in Simplified Chinese."),
		0, reader_read_line, IN_REASON(text.in[CARD_ZH])},
	{"reason", "points", type_points, false,
		N_("What the reason takes from met, only for not met of scale tenet. Reasons that "
		   "are chosen together add up. One without points takes all."),
		0, reader_read_points, IN_REASON(off_centi)},

	{"condition", "item", type_name, true,
		N_("The name of the other item."),
		0, conditions_read_node, IN_CONDITION(other)},
	{"condition", "is", type_answers, true,
		N_("not-met, met, exceeded; no, yes; the points; the name of a choice; none, some "
		   "(of occurrences); na."),
		0, conditions_read_node, IN_CONDITION(answers)},

	{"incident", "class", type_name, true,
		N_("The name of the class, such as a."),
		0, reader_read_key, IN_INCIDENT(class_key)},
	{"incident", "category", type_name, false,
		N_("The name of the category in it."),
		0, reader_read_key, IN_INCIDENT(category_key)},

	{"field", "field", type_name, true,
		N_("The field's name; each name once among fields."),
		0, reader_read_key, IN_FIELD(key)},
	{"field", "title", type_text, true,
		N_("What is asked."),
		0, reader_read_text, IN_FIELD(title)},
	{"field", "type", type_field, false,
		N_("What may be entered; any text if it does not say. A date is such as "
		   "2026-11-01, a duration such as 1:30 or 1:02:03."),
		0, reader_read_field_type, IN_FIELD(type)},
	{"field", "required", type_answer, false,
		N_("Whether it must be filled in before the review can be final; no if it does not "
		   "say."),
		0, reader_read_yes_no, IN_FIELD(required)},
	{"field", "options", type_options, false,
		N_("What to choose from; needed for type choice."),
		0, form_read_options, 0},

	{"option", "option", type_name, true,
		N_("The option's name; each name once in a field."),
		0, reader_read_key, IN_OPTION(key)},
	{"option", "title", type_text, true,
		N_("The option as the screen shows it."),
		0, reader_read_text, IN_OPTION(title)},

	{"flag", "flag", type_name, true,
		N_("The flag's name; no other flag and no item has it."),
		0, reader_read_key, IN_FLAG(key)},
	{"flag", "title", type_text, true,
		N_("What has happened when it is raised."),
		0, reader_read_text, IN_FLAG(title)},
	{"flag", "effect", type_flag_effect, true,
		N_("report: it is shown, no more. fail: the review fails, whatever its score. "
		   "zero: it fails, and its score is 0."),
		0, reader_read_flag_effect, IN_FLAG(effect)},
	{"flag", "comment-required", type_answer, false,
		N_("Whether raising it needs a comment; no if it does not say."),
		0, reader_read_yes_no, IN_FLAG(comment_required)},
	{"flag", "incident", type_incident, false,
		N_("The incident that it proposes."),
		0, form_read_incident, IN_FLAG(incident)},
	{"flag", "guideline", type_text, false,
		N_("When it is raised and when not."),
		0, reader_read_text, IN_FLAG(guideline)},

	{"band", "band", type_name, true,
		N_("The band's name; each name once."),
		0, reader_read_key, IN_BAND(key)},
	{"band", "title", type_text, true,
		N_("The band as the screen shows it."),
		0, reader_read_text, IN_BAND(title)},
	{"band", "from", type_points, true,
		N_("The lowest score of the band; it ends where the next one begins."),
		0, reader_read_points, IN_BAND(from_centi)},

	{"text", "en", type_words, false,
		N_("The text in English. Where a language is missing, the other is shown."),
		0, reader_read_line, offsetof(struct card_text, in[CARD_EN])},
	{"text", "zh", type_words, false,
		N_("The text in Simplified Chinese."),
		0, reader_read_line, offsetof(struct card_text, in[CARD_ZH])},

	{"catalogue", "catalogue", type_name, true,
		N_("The catalogue's own name."),
		0, reader_read_key, IN_CATALOGUE(id)},
	{"catalogue", "version", type_version, true,
		N_("Raise it with every change."),
		0, reader_read_version, IN_CATALOGUE(version)},
	{"catalogue", "title", type_text, true,
		N_("What the catalogue is called."),
		0, reader_read_text, IN_CATALOGUE(title)},
	{"catalogue", "classes", type_classes, true,
		N_("The classes, the gravest first."),
		0, incidents_read_classes, 0},

	{"class", "class", type_name, true,
		N_("The class's name, such as a; each name once."),
		0, reader_read_key, IN_CLASS(key)},
	{"class", "title", type_text, true,
		N_("The class as the screen shows it."),
		0, reader_read_text, IN_CLASS(title)},
	{"class", "categories", type_categories, true,
		N_("Its categories, in the order of the screen."),
		0, incidents_read_categories, 0},

	{"category", "category", type_name, true,
		N_("The category's name; each name once in a class."),
		0, reader_read_key, IN_CATEGORY(key)},
	{"category", "title", type_text, true,
		N_("The category as the screen shows it."),
		0, reader_read_text, IN_CATEGORY(title)},
	{"category", "definition", type_text, true,
		N_("What counts as such an incident, and what does not."),
		0, reader_read_text, IN_CATEGORY(definition)},
	{"category", "scenarios", type_scenarios, true,
		N_("How it shows in a contact."),
		0, incidents_read_scenarios, 0},
	{"category", "cases", type_cases, true,
		N_("Model cases."),
		0, incidents_read_cases, 0},

	{"case", "problem", type_text, true,
		N_("The problem point: what was said or done."),
		0, reader_read_text, IN_CASE(problem)},
	{"case", "diagnosis", type_text, true,
		N_("What should have been done."),
		0, reader_read_text, IN_CASE(diagnosis)},
	{0},
};
/* clang-format on */

_Static_assert(sizeof schema / sizeof *schema <= CARD_MAX_ROWS, "struct card_seen has room");

const struct card_schema_row *card_get_schema(void)
{
	return schema;
}

const char *card_schema_expected(const struct card_schema_row *row)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i].type == row->type)
			return _(types[i].expected);
	return "";
}
