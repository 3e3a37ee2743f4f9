/* JSON as all commands print it: one object a line, points and seconds as numbers. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "command/json_parts.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"

json_t *json_parts_text(const char *text)
{
	if (!text || !*text)
		return json_null();
	if (utf8_is_valid(text, strlen(text)))
		return json_string(text);
	struct str clean = {0};
	utf8_clean(&clean, text, strlen(text));
	json_t *value = json_string(str_get(&clean));
	str_release(&clean);
	return value;
}

json_t *json_parts_contact(const struct contact *contact)
{
	json_t *object = json_object();
	for (int i = 0; i < N_CONTACT_FACTS; i++)
		json_object_set_new(object, contact_word((enum contact_fact)i),
			json_parts_text(contact_get(contact, (enum contact_fact)i)));
	return object;
}

static json_t *part_or_null(int64_t value, double unit)
{
	return value < 0 ? json_null() : json_real((double)value / unit);
}

json_t *json_parts_centi(int64_t centi)
{
	return part_or_null(centi, 100);
}

json_t *json_parts_seconds(int64_t ms)
{
	return part_or_null(ms, 1000);
}

void json_parts_print(json_t *object)
{
	/* A terminal takes some characters above ASCII as commands too. */
	size_t ascii = isatty(STDOUT_FILENO) ? JSON_ENSURE_ASCII : 0;
	json_dumpf(object, stdout, JSON_COMPACT | JSON_REAL_PRECISION(10) | ascii);
	putchar('\n');
	json_decref(object);
}
