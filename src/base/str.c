/* A string that grows. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static size_t room_for(const struct str *s, size_t n_more)
{
	size_t n_needed = s->n_bytes + n_more + 1;
	size_t n_room = s->n_room ? s->n_room : 64;
	while (n_room < n_needed)
		n_room *= 2;
	return n_room;
}

static void str_reserve(struct str *s, size_t n_more)
{
	size_t n_room = room_for(s, n_more);
	if (s->text && n_room == s->n_room)
		return;
	s->text = mem_resize(s->text, n_room, 1);
	s->n_room = n_room;
}

void str_addn_wiping(struct str *s, const char *bytes, size_t n_bytes)
{
	size_t n_room = room_for(s, n_bytes);
	if (s->text && n_room != s->n_room) {
		char *text = mem_alloc(n_room);
		memcpy(text, s->text, s->n_bytes);
		mem_wipe(s->text, s->n_room);
		free(s->text);
		s->text = text;
		s->n_room = n_room;
	}
	str_addn(s, bytes, n_bytes);
}

void str_addn(struct str *s, const char *bytes, size_t n_bytes)
{
	str_reserve(s, n_bytes);
	memcpy(s->text + s->n_bytes, bytes, n_bytes);
	s->n_bytes += n_bytes;
	s->text[s->n_bytes] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	str_addn(s, &c, 1);
}

void str_addf(struct str *s, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		str_reserve(s, (size_t)n);
		vsnprintf(s->text + s->n_bytes, (size_t)n + 1, fmt, again);
		s->n_bytes += (size_t)n;
	}
	va_end(again);
}

const char *str_get(const struct str *s)
{
	return s->text ? s->text : "";
}

char *str_take(struct str *s)
{
	char *text = s->text ? s->text : mem_dup("");
	*s = (struct str){0};
	return text;
}

void str_clear(struct str *s)
{
	s->n_bytes = 0;
	if (s->text)
		s->text[0] = '\0';
}

void str_release(struct str *s)
{
	free(s->text);
	*s = (struct str){0};
}

bool str_copy(char *field, size_t n_field, const char *text)
{
	size_t n = strlen(text);
	bool fits = n < n_field;
	if (!fits)
		n = n_field - 1;
	memmove(field, text, n);
	field[n] = '\0';
	if (!fits)
		utf8_cut(field);
	return fits;
}

bool str_starts(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

bool str_ends(const char *text, const char *end)
{
	size_t n_text = strlen(text), n_end = strlen(end);
	return n_text >= n_end && strcmp(text + n_text - n_end, end) == 0;
}

bool str_ends_nocase(const char *text, const char *end)
{
	size_t n_text = strlen(text), n_end = strlen(end);
	return n_text >= n_end && str_same_nocase(text + n_text - n_end, end, n_end);
}

char str_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_same_nocase(const char *a, const char *b, size_t n_bytes)
{
	for (size_t i = 0; i < n_bytes; i++) {
		if (str_lower(a[i]) != str_lower(b[i]))
			return false;
		if (!a[i])
			break;
	}
	return true;
}

bool str_has_nocase(const char *text, const char *part)
{
	size_t n_part = strlen(part);
	for (; *text; text++)
		if (str_same_nocase(text, part, n_part))
			return true;
	return n_part == 0;
}
