/* Positions in a recording, as people write them: 4:43, 4:43.6, 1:02:03. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/timefmt.h"

#include <inttypes.h>
#include <stdio.h>

const char *timefmt_clock(int64_t ms, char buf[TIMEFMT_SIZE])
{
	int64_t s = (ms < 0 ? 0 : ms) / 1000;
	if (s < 3600)
		snprintf(buf, TIMEFMT_SIZE, "%" PRId64 ":%02" PRId64, s / 60, s % 60);
	else
		snprintf(buf, TIMEFMT_SIZE, "%" PRId64 ":%02" PRId64 ":%02" PRId64, s / 3600 % 100000,
			s / 60 % 60, s % 60);
	return buf;
}

const char *timefmt_tenths(int64_t ms, char buf[TIMEFMT_SIZE])
{
	timefmt_clock(ms, buf);
	int n = 0;
	while (buf[n])
		n++;
	snprintf(buf + n, (size_t)(TIMEFMT_SIZE - n), ".%d", (int)((ms < 0 ? 0 : ms) / 100 % 10));
	return buf;
}

/* Reads digits at *text; at most nine of them, so that nothing overflows. */
static bool read_number(const char **text, int64_t *value)
{
	const char *start = *text;
	*value = 0;
	while (**text >= '0' && **text <= '9' && *text - start < 9)
		*value = *value * 10 + (*(*text)++ - '0');
	return *text > start;
}

static bool read_fraction(const char **text, int64_t *ms)
{
	int64_t scale = 100;
	*ms = 0;
	if (**text != '.')
		return true;
	if (*++*text < '0' || **text > '9')
		return false;
	for (; **text >= '0' && **text <= '9'; (*text)++, scale /= 10)
		*ms += (**text - '0') * scale;
	return true;
}

bool timefmt_parse(const char *text, int64_t *ms)
{
	int64_t total = 0, part, fraction;
	for (int n_parts = 1;; n_parts++) {
		if (!read_number(&text, &part) || (n_parts > 1 && part > 59))
			return false;
		total = total * 60 + part;
		if (*text != ':' || n_parts == 3)
			break;
		text++;
	}
	if (!read_fraction(&text, &fraction) || *text)
		return false;
	*ms = total * 1000 + fraction;
	return true;
}
