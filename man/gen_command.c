/* Manual pages: the command line, and what files it reads and writes. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/str.h"
#include "command/arguments.h"
#include "command/card.h"
#include "command/doctor.h"
#include "command/gaps_labels.h"
#include "command/gaps_options.h"
#include "command/import.h"
#include "command/score.h"
#include "man/gen.h"
#include "media/media.h"

void gen_commands(void)
{
	for (const struct command_row *row = command_get_rows(); row->name; row++) {
		gen_item(row->name, row->arguments);
		gen_sentence(row->help);
	}
}

void gen_options(void)
{
	struct str name = {0};
	for (const struct argument_row *row = arguments_get_rows(); row->help; row++) {
		str_clear(&name);
		if (row->letter)
			str_addf(&name, "-%c%s", row->letter, row->name ? ", " : "");
		if (row->name)
			str_addf(&name, "--%s", row->name);
		gen_item(str_get(&name), row->value ? row->value : "");
		gen_sentence(row->help);
	}
	str_release(&name);
}

static void print_own_options(const struct command_option *row)
{
	struct str name = {0};
	for (; row->name; row++) {
		str_clear(&name);
		str_addf(&name, "--%s", row->name);
		gen_item(str_get(&name), row->value ? row->value : "");
		gen_sentence(row->help);
	}
	str_release(&name);
}

void gen_card_verbs(void)
{
	struct str name = {0};
	for (const struct card_verb *verb = card_verbs; verb->name; verb++) {
		str_clear(&name);
		str_addf(&name, "callmark card %s", verb->name);
		gen_item(str_get(&name), verb->arguments);
		gen_sentence(verb->help);
	}
	str_release(&name);
}

void gen_card_options(void)
{
	print_own_options(card_option_rows);
}

void gen_import_options(void)
{
	print_own_options(import_option_rows);
}

void gen_list_options(void)
{
	print_own_options(list_option_rows);
}

void gen_score_options(void)
{
	print_own_options(score_option_rows);
}

void gen_doctor_options(void)
{
	print_own_options(doctor_option_rows);
}

void gen_gaps_options(void)
{
	print_own_options(gaps_option_rows);
}

void gen_label_formats(void)
{
	for (const struct gaps_label_format *row = gaps_labels_get_formats(); row->word; row++) {
		gen_item(row->word, row->ending);
		gen_sentence(row->help);
	}
}

void gen_recordings(void)
{
	for (const struct media_format_row *row = media_get_formats(); row->endings; row++) {
		gen_item(row->endings, "");
		gen_sentence(row->name);
	}
}
