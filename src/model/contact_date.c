/* Dates and times of day as recorders, telephone systems and spreadsheets write them. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/contact.h"

#include <stdio.h>
#include <string.h>

/* Up to n_most digits, at least n_least; *text moves on. */
static bool read_number(const char **text, int n_least, int n_most, int *number)
{
	int n = 0;
	*number = 0;
	for (; n < n_most && (*text)[n] >= '0' && (*text)[n] <= '9'; n++)
		*number = 10 * *number + (*text)[n] - '0';
	if (n < n_least)
		return false;
	*text += n;
	return true;
}

static int days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

/* "2026-11-03", "2026/11/3", "2026.11.03", "20261103" */
static bool read_day(const char **text, char day[CONTACT_DATE_SIZE])
{
	const char *at = *text;
	int year, month, date;
	if (!read_number(&at, 4, 4, &year))
		return false;
	char sign = strchr("-/.", *at) ? *at : '\0';
	int n_least = sign ? 1 : 2;
	at += sign != '\0';
	if (!read_number(&at, n_least, 2, &month) || (sign && *at++ != sign) ||
		!read_number(&at, n_least, 2, &date))
		return false;
	if (year < 1900 || month < 1 || month > 12 || date < 1 || date > days_of(year, month))
		return false;
	snprintf(day, CONTACT_DATE_SIZE, "%04d-%02d-%02d", year, month, date);
	*text = at;
	return true;
}

/* "10:22", "10:22:05.123", "10-22-05", "102205"; a number alone is none. */
static bool read_time(const char **text, char time[16])
{
	const char *at = *text;
	int hour, minute, second = -1, fraction;
	if (!read_number(&at, 1, 2, &hour))
		return false;
	char sign = *at && strchr(":-.", *at) ? *at : '\0';
	at += sign != '\0';
	if (!read_number(&at, 2, 2, &minute))
		return false;
	const char *rest = at + (sign && *at == sign);
	if ((!sign || *at == sign) && read_number(&rest, 2, 2, &second))
		at = rest;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	if (second >= 0 && sign == ':' && *at == '.') {
		rest = at + 1;
		if (read_number(&rest, 1, 9, &fraction))
			at = rest;
	}
	snprintf(time, 16, second < 0 ? "%02d:%02d" : "%02d:%02d:%02d", hour, minute, second);
	*text = at;
	return true;
}

/* "Z", "+08:00", "+0800" */
static bool read_zone(const char **text, char zone[8])
{
	const char *at = *text;
	int hours, minutes;
	zone[0] = '\0';
	if (*at == 'Z') {
		strcpy(zone, "Z");
		*text = at + 1;
		return true;
	}
	if (*at != '+' && *at != '-')
		return false;
	char sign = *at++;
	if (!read_number(&at, 2, 2, &hours))
		return false;
	at += *at == ':';
	if (!read_number(&at, 2, 2, &minutes) || hours > 14 || minutes > 59)
		return false;
	snprintf(zone, 8, "%c%02d:%02d", sign, hours, minutes);
	*text = at;
	return true;
}

bool contact_read_date(const char **text, char date[CONTACT_DATE_SIZE])
{
	char time[16], zone[8];
	const char *at = *text, *rest;
	if (!read_day(&at, date))
		return false;
	bool is_apart = *at && strchr(" T_-", *at);
	rest = at + is_apart;
	rest += strspn(rest, " ");
	if (read_time(&rest, time)) {
		at = rest;
		if (!read_zone(&at, zone))
			zone[0] = '\0';
		size_t n = strlen(date);
		snprintf(date + n, CONTACT_DATE_SIZE - n, " %s%s", time, zone);
	}
	*text = at;
	return true;
}
