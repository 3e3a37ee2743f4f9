/* What may be entered into a contact field. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "model/contact.h"
#include "scorecard/reader.h"

static bool is_sixty(const char *text)
{
	return text[0] >= '0' && text[0] <= '5' && text[1] >= '0' && text[1] <= '9';
}

/* 1:30 (minutes, seconds) or 1:02:03. */
static bool is_duration(const char *text)
{
	size_t n = strspn(text, "0123456789");
	if (n < 1 || n > 4 || text[n] != ':' || !is_sixty(text + n + 1))
		return false;
	text += n + 3;
	if (!*text)
		return true;
	return *text == ':' && is_sixty(text + 1) && !text[3] && n <= 2;
}

/* A day of the calendar, as 2026-11-01. */
static bool is_day(const char *text)
{
	char day[CONTACT_DATE_SIZE];
	return reader_is_date(text) && contact_read_date(&text, day) && !*text;
}

bool card_field_accepts(const struct card_field *field, const char *value)
{
	switch (field->type) {
	case FIELD_TEXT:
		return *value != '\0';
	case FIELD_DATE:
		return is_day(value);
	case FIELD_DURATION:
		return is_duration(value);
	case FIELD_CHOICE:
		for (size_t i = 0; i < field->n_options; i++)
			if (strcmp(field->options[i].key, value) == 0)
				return true;
	}
	return false;
}
