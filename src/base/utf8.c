/* UTF-8: reading it, how wide it is on a terminal, and making text from outside safe to show. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

size_t utf8_decode(const char *text, size_t n_bytes, uint32_t *cp)
{
	if (n_bytes == 0)
		return 0;
	unsigned char c = (unsigned char)text[0];
	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	utf8proc_int32_t value;
	utf8proc_ssize_t n = utf8proc_iterate(
		(const utf8proc_uint8_t *)text, (utf8proc_ssize_t)n_bytes, &value);
	if (n < 1) {
		*cp = UTF8_BAD;
		return 1;
	}
	*cp = (uint32_t)value;
	return (size_t)n;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = UTF8_BAD;
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)cp, (utf8proc_uint8_t *)out);
}

bool utf8_is_valid(const char *text, size_t n_bytes)
{
	uint32_t cp;
	size_t n;
	for (size_t at = 0; at < n_bytes; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		if (cp == UTF8_BAD && n == 1)
			return false;
	}
	return true;
}

void utf8_cut(char *text)
{
	size_t n = strlen(text), back = 0;
	/* Step back over at most three continuation bytes to the byte that leads them. */
	while (back < n && back < 4 && ((unsigned char)text[n - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back == n || back == 4)
		return;
	size_t lead = n - 1 - back;
	unsigned char c = (unsigned char)text[lead];
	size_t n_char = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
	if (n_char > back + 1)
		text[lead] = '\0';
}

/* What draws nothing, or reorders what stands around it: soft hyphen, zero-width marks,
 * bidirectional controls, variation selectors and tags (Unicode 15, Default_Ignorable). */
static bool is_invisible(uint32_t cp)
{
	return cp == 0xad || cp == 0x34f || cp == 0x61c || cp == 0x115f || cp == 0x1160 ||
		(cp >= 0x17b4 && cp <= 0x17b5) || (cp >= 0x180b && cp <= 0x180f) ||
		(cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
		(cp >= 0x2060 && cp <= 0x206f) || cp == 0x3164 || (cp >= 0xfe00 && cp <= 0xfe0f) ||
		cp == 0xfeff || cp == 0xffa0 || (cp >= 0xfff0 && cp <= 0xfffb) ||
		(cp >= 0x1d173 && cp <= 0x1d17a) || (cp >= 0xe0000 && cp <= 0xe0fff);
}

static bool is_private_or_unassigned(uint32_t cp)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);
	return category == UTF8PROC_CATEGORY_CN || category == UTF8PROC_CATEGORY_CO ||
		category == UTF8PROC_CATEGORY_CS;
}

int utf8_cp_width(uint32_t cp)
{
	if (cp < 0x7f)
		return 1;
	if (cp < 0xa0 || is_invisible(cp) || is_private_or_unassigned(cp))
		return 1;
	return utf8proc_charwidth((utf8proc_int32_t)cp);
}

int utf8_width(const char *text)
{
	int columns = 0;
	size_t n_bytes = strlen(text), n;
	uint32_t cp;
	for (size_t at = 0; at < n_bytes; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		bool caret = (cp < 0x20 && cp != '\n' && cp != '\t') || cp == 0x7f;
		columns += caret ? 2 : utf8_cp_width(cp);
	}
	return columns;
}

size_t utf8_fit(const char *text, int max_columns, int *columns)
{
	size_t n_bytes = strlen(text), at = 0, n;
	int used = 0;
	uint32_t cp;
	for (; at < n_bytes; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		int width = utf8_cp_width(cp);
		if (used + width > max_columns)
			break;
		used += width;
	}
	if (columns)
		*columns = used;
	return at;
}

size_t utf8_grapheme(const char *text, size_t n_bytes)
{
	uint32_t cp, next;
	size_t at = utf8_decode(text, n_bytes, &cp);
	utf8proc_int32_t state = 0;
	while (at < n_bytes) {
		size_t n = utf8_decode(text + at, n_bytes - at, &next);
		if (utf8proc_grapheme_break_stateful(
			    (utf8proc_int32_t)cp, (utf8proc_int32_t)next, &state))
			break;
		at += n;
		cp = next;
	}
	return at;
}

void utf8_clean(struct str *out, const char *text, size_t n_bytes)
{
	static const char bad[] = "\xef\xbf\xbd";
	uint32_t cp;
	size_t n;
	for (size_t at = 0; at < n_bytes; at += n) {
		n = utf8_decode(text + at, n_bytes - at, &cp);
		if (cp == '\n' || cp == '\t') {
			str_addc(out, ' ');
		} else if (cp < 0x20 || cp == 0x7f) {
			str_addc(out, '^');
			str_addc(out, (char)(cp ^ 0x40));
		} else if (cp < 0x7f) { /* most of all text, and none of it needs a table */
			str_addc(out, (char)cp);
		} else if ((cp >= 0x80 && cp < 0xa0) || is_invisible(cp) ||
			is_private_or_unassigned(cp) || (cp == UTF8_BAD && n == 1)) {
			str_addn(out, bad, 3);
		} else {
			str_addn(out, text + at, n);
		}
	}
}
