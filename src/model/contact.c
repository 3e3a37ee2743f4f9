/* What other systems know of a call: who took it, in which queue, when, for whom. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "model/contact.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

static const struct {
	const char *word;
	const char *title; /* N_() */
	const char *names; /* what other programs call it: small letters and digits, a blank between */
} rows[N_CONTACT_FACTS] = {
	[CONTACT_ID] = {"contact", N_("Contact id"),
		"contact contactid callid interactionid ucid "
		"联系编号 联络编号 通话编号 通话id 流水号 会话id"},
	[CONTACT_AGENT] = {"agent", N_("Agent"),
		"agent agentname agentid agentlogin login username "
		"坐席 座席 客服 客服代表 坐席工号 工号"},
	[CONTACT_QUEUE] = {"queue", N_("Queue"),
		"queue queuename skill skillgroup split "
		"队列 技能组 业务队列"},
	[CONTACT_REASON] = {"reason", N_("Reason for contact"),
		"reason reasonforcontact contactreason reasoncode topic "
		"联系原因 来电原因 业务类型"},
	[CONTACT_DATE] = {"date", N_("Date"),
		"date datetime time start starttime startdate calldate timestamp "
		"日期 时间 开始时间 通话时间 通话日期"},
	[CONTACT_DIRECTION] = {"direction", N_("Direction"),
		"direction calldirection "
		"方向 呼叫方向 呼叫类型"},
	[CONTACT_CUSTOMER] = {"customer", N_("Customer"),
		"customer customerid customernumber client clientid caller callerid ani phone "
		"客户 客户编号 客户号码 主叫号码"},
};

static const struct {
	const char *word, *title;
	const char *names;
} directions[] = {
	{"in", N_("incoming"), "in inbound incoming i 呼入 来电"},
	{"out", N_("outgoing"), "out outbound outgoing o 呼出 去电 外呼"},
	{"internal", N_("internal"), "internal 内部 内线"},
};
#define N_DIRECTIONS (sizeof directions / sizeof *directions)

const char *contact_word(enum contact_fact fact)
{
	return rows[fact].word;
}

const char *contact_title(enum contact_fact fact)
{
	return _(rows[fact].title);
}

enum contact_fact contact_find(const char *word)
{
	int fact = 0;
	while (fact < N_CONTACT_FACTS && strcmp(rows[fact].word, word) != 0)
		fact++;
	return (enum contact_fact)fact;
}

/* Without the blanks and signs that programs put between words, in small letters. */
static char *fold(const char *name)
{
	struct str folded = {0};
	for (const char *c = name; *c; c++)
		if (!strchr(" _-.:/()*#\t", *c))
			str_addc(&folded, str_lower(*c));
	return str_take(&folded);
}

static bool has_name(const char *names, const char *name)
{
	size_t n_name = strlen(name);
	for (const char *at = names; n_name && *at;) {
		size_t n = strcspn(at, " ");
		if (n == n_name && strncmp(at, name, n) == 0)
			return true;
		at += n + (at[n] != '\0');
	}
	return false;
}

enum contact_fact contact_guess(const char *name)
{
	char *folded = fold(name);
	int fact = 0;
	while (fact < N_CONTACT_FACTS && !has_name(rows[fact].names, folded))
		fact++;
	free(folded);
	return (enum contact_fact)fact;
}

const char *contact_get(const struct contact *contact, enum contact_fact fact)
{
	return contact->facts[fact] ? contact->facts[fact] : "";
}

const char *contact_show(const struct contact *contact, enum contact_fact fact)
{
	const char *value = contact_get(contact, fact);
	for (size_t i = 0; fact == CONTACT_DIRECTION && i < N_DIRECTIONS; i++)
		if (strcmp(directions[i].word, value) == 0)
			return _(directions[i].title);
	return value;
}

/* ---- taking values in ---- */

static void put(struct contact *contact, enum contact_fact fact, const char *value)
{
	free(contact->facts[fact]);
	contact->facts[fact] = mem_dup(value);
}

static bool set_date(struct contact *contact, const char *text, struct err *err)
{
	char date[CONTACT_DATE_SIZE];
	const char *end = text;
	if (!contact_read_date(&end, date) || *end)
		return err_set(err, ERR_FORMAT,
			_("'%s' is no date; expected such as 2026-11-03 10:22"), text);
	put(contact, CONTACT_DATE, date);
	return true;
}

static bool set_direction(struct contact *contact, const char *text, struct err *err)
{
	char *folded = fold(text);
	size_t i = 0;
	while (i < N_DIRECTIONS && !has_name(directions[i].names, folded))
		i++;
	free(folded);
	if (i == N_DIRECTIONS)
		return err_set(err, ERR_FORMAT,
			_("'%s' is no direction; expected in, out or internal"), text);
	put(contact, CONTACT_DIRECTION, directions[i].word);
	return true;
}

static bool set_trimmed(
	struct contact *contact, enum contact_fact fact, const char *text, struct err *err)
{
	size_t n_bytes = strlen(text);
	if (!utf8_is_valid(text, n_bytes))
		return err_set(err, ERR_FORMAT, _("'%s' is not UTF-8"), text);
	if (n_bytes > CONTACT_MAX_BYTES)
		return err_set(err, ERR_FORMAT, _("too long: %zu bytes, at most %d"), n_bytes,
			CONTACT_MAX_BYTES);
	if (fact == CONTACT_DATE)
		return set_date(contact, text, err);
	if (fact == CONTACT_DIRECTION)
		return set_direction(contact, text, err);
	put(contact, fact, text);
	return true;
}

bool contact_set(struct contact *contact, enum contact_fact fact, const char *text, struct err *err)
{
	static const char blanks[] = " \t\r\n";
	text += strspn(text, blanks);
	size_t n_bytes = strlen(text);
	while (n_bytes > 0 && strchr(blanks, text[n_bytes - 1]))
		n_bytes--;
	if (n_bytes == 0)
		return true;
	char *trimmed = mem_dupn(text, n_bytes);
	bool ok = set_trimmed(contact, fact, trimmed, err);
	free(trimmed);
	return ok;
}

void contact_fill(struct contact *contact, const struct contact *from)
{
	for (int i = 0; i < N_CONTACT_FACTS; i++)
		if (!contact->facts[i] && from->facts[i])
			contact->facts[i] = mem_dup(from->facts[i]);
}

bool contact_is_empty(const struct contact *contact)
{
	for (int i = 0; i < N_CONTACT_FACTS; i++)
		if (contact->facts[i])
			return false;
	return true;
}

void contact_release(struct contact *contact)
{
	for (int i = 0; i < N_CONTACT_FACTS; i++)
		free(contact->facts[i]);
	*contact = (struct contact){0};
}
