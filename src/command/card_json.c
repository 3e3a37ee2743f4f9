/* A card as one JSON object. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/card_parts.h"

#include <string.h>

#include "base/str.h"
#include "command/card_words.h"
#include "command/cards.h"
#include "command/json_parts.h"
#include "scorecard/schema.h"

static void put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value);
}

static json_t *titled(const char *key, const struct card_text *title)
{
	json_t *object = json_object();
	put(object, "key", json_string(key));
	put(object, "title", json_parts_text(card_text_get(title, cards_language())));
	return object;
}

static const char *effect_word(enum card_effect effect)
{
	static const char *const words[] = {
		[EFFECT_REPORT] = "report",
		[EFFECT_SECTION] = "section",
		[EFFECT_FAIL] = "fail",
		[EFFECT_ZERO] = "zero",
	};
	return words[effect];
}

static json_t *levels(const struct card_item *item)
{
	json_t *list = json_array();
	for (size_t i = 0; i < item->n_levels; i++) {
		json_t *level = json_object();
		put(level, "number", json_integer((json_int_t)i + 1));
		put(level, "key", json_string(item->levels[i].key));
		put(level, "name",
			json_parts_text(card_words_level(&item->levels[i], cards_language())));
		put(level, "points", json_parts_centi(item->levels[i].points_centi));
		json_array_append_new(list, level);
	}
	return list;
}

static json_t *reasons(const struct card_item *item)
{
	json_t *list = json_array();
	for (size_t i = 0; i < item->n_reasons; i++) {
		const struct card_reason *reason = &item->reasons[i];
		json_t *object = json_object();
		put(object, "code", json_string(reason->code));
		put(object, "text", json_parts_text(card_text_get(&reason->text, cards_language())));
		put(object, "points", json_parts_centi(reason->off_centi));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *item_object(const struct card *card, const struct card_item *item)
{
	struct str condition = {0};
	json_t *object = titled(item->key, &item->title);
	card_words_add_condition(card, item, cards_language(), &condition);
	put(object, "scale", json_string(card_schema_scale_word(item->scale)));
	put(object, "levels", levels(item));
	put(object, "off",
		json_parts_centi(item->scale == SCALE_OCCURRENCE ? item->off_centi : -1));
	put(object, "weight", json_parts_centi(item->weight_centi));
	put(object, "na", json_boolean(item->na_allowed));
	put(object, "required", json_boolean(item->required));
	put(object, "effect", json_string(effect_word(item->effect)));
	put(object, "condition", json_parts_text(str_get(&condition)));
	put(object, "guideline", json_parts_text(card_text_get(&item->guideline, cards_language())));
	put(object, "reasons", reasons(item));
	str_release(&condition);
	return object;
}

static json_t *sections(const struct card *card)
{
	json_t *list = json_array();
	for (size_t i = 0; i < card->n_sections; i++) {
		const struct card_section *section = &card->sections[i];
		json_t *object = titled(section->key, &section->title), *items = json_array();
		put(object, "points", json_parts_centi(section->cap_centi));
		put(object, "weight", json_parts_centi(section->weight_centi));
		for (size_t k = 0; k < section->n_items; k++)
			json_array_append_new(
				items, item_object(card, &card->items[section->first_item + k]));
		put(object, "items", items);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *flags(const struct card *card)
{
	json_t *list = json_array();
	for (size_t i = 0; i < card->n_flags; i++) {
		json_t *object = titled(card->flags[i].key, &card->flags[i].title);
		put(object, "effect", json_string(effect_word(card->flags[i].effect)));
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *fields(const struct card *card)
{
	static const char *const types[] = {[FIELD_TEXT] = "text", [FIELD_CHOICE] = "choice",
		[FIELD_DATE] = "date", [FIELD_DURATION] = "duration"};
	json_t *list = json_array();
	for (size_t i = 0; i < card->n_fields; i++) {
		const struct card_field *field = &card->fields[i];
		json_t *object = titled(field->key, &field->title), *options = json_array();
		put(object, "type", json_string(types[field->type]));
		put(object, "required", json_boolean(field->required));
		for (size_t k = 0; k < field->n_options; k++)
			json_array_append_new(options,
				titled(field->options[k].key, &field->options[k].title));
		put(object, "options", options);
		json_array_append_new(list, object);
	}
	return list;
}

static json_t *bands(const struct card *card)
{
	json_t *list = json_array();
	for (size_t i = 0; i < card->n_bands; i++) {
		json_t *object = titled(card->bands[i].key, &card->bands[i].title);
		put(object, "from", json_parts_centi(card->bands[i].from_centi));
		json_array_append_new(list, object);
	}
	return list;
}

void card_print_json(const struct card *card)
{
	json_t *object = json_object();
	put(object, "card", json_string(card->id));
	put(object, "version", json_integer(card->version));
	put(object, "title", json_parts_text(card_text_get(&card->title, cards_language())));
	put(object, "author", json_parts_text(card->author));
	put(object, "date", json_parts_text(card->date));
	put(object, "total", json_parts_centi(card->total_centi));
	put(object, "pass", json_parts_centi(card->pass_centi));
	put(object, "bands", bands(card));
	put(object, "fields", fields(card));
	put(object, "flags", flags(card));
	put(object, "sections", sections(card));
	json_parts_print(object);
}
