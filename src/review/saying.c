/* What is said of a change that the database has confirmed: which, when, and how it is undone. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <time.h>

#include "base/i18n.h"
#include "base/timefmt.h"
#include "review/review_parts.h"

const char *review_wall_clock(int64_t wall_ms, char buf[CLOCK_SIZE])
{
	time_t seconds = (time_t)(wall_ms / 1000);
	struct tm parts;
	localtime_r(&seconds, &parts);
	strftime(buf, CLOCK_SIZE, "%H:%M:%S", &parts);
	return buf;
}

static const char *answer_word(const struct review *review, size_t item)
{
	int level = review->marks[item].level;
	if (level == ANSWER_NA)
		return _("n/a");
	return review_level_name(review, &review->card->items[item].levels[level - 1]);
}

static const char *flag_title(const struct review *review, size_t mark)
{
	return card_text_get(&review->card->flags[mark - review->card->n_items].title,
		review->options.language);
}

/* The line says it, for the cursor has gone on. */
static void say_needs_comment(struct review *review, size_t item)
{
	char at[TIMEFMT_SIZE];
	const struct review_mark *mark = &review->marks[item];
	const char *name = review_item_name(review, item);
	if (mark->level == ANSWER_NONE)
		review_say(review, TONE_WARNING,
			_("Item %s: %d counted, saved; a comment is needed: C.  u undoes"), name,
			(int)mark->n_occurrences);
	else if (mark->evidence_ms < 0)
		review_say(review, TONE_WARNING,
			_("Item %s %s saved; a comment is needed: C.  u undoes"), name,
			answer_word(review, item));
	else
		review_say(review, TONE_WARNING,
			_("Item %s %s at %s saved; a comment is needed: C.  u undoes"), name,
			answer_word(review, item), timefmt_clock(mark->evidence_ms, at));
}

static void say_counted(struct review *review, size_t item, const char *clock)
{
	char at[TIMEFMT_SIZE];
	const struct review_mark *mark = &review->marks[item];
	const char *name = review_item_name(review, item);
	if (mark->n_occurrences == 0)
		review_say(review, TONE_PLAIN, _("Item %s: none counted, saved %s.  u undoes"), name,
			clock);
	else
		review_say(review, TONE_PLAIN,
			_("Item %s: %d counted, the last at %s, saved %s.  u undoes"), name,
			(int)mark->n_occurrences,
			timefmt_clock(mark->occurrences[mark->n_occurrences - 1].start_ms, at),
			clock);
}

static void say_flag(
	struct review *review, const struct store_ack *ack, size_t mark, const char *clock)
{
	const char *title = flag_title(review, mark);
	if (ack->about == ABOUT_COMMENT)
		review_say(review, TONE_PLAIN, _("Comment of red flag %s saved %s.  u undoes"),
			title, clock);
	else if (review->marks[mark].level == ANSWER_NONE)
		review_say(review, TONE_PLAIN, _("Red flag lowered, saved %s: %s.  u undoes"), clock,
			title);
	else
		review_say(review, TONE_WARNING, _("Red flag raised, saved %s: %s.  u undoes"),
			clock, title);
}

static void say_answer(struct review *review, size_t item, const char *clock)
{
	char at[TIMEFMT_SIZE];
	const struct review_mark *mark = &review->marks[item];
	const char *name = review_item_name(review, item);
	if (mark->level == ANSWER_NONE)
		review_say(review, TONE_PLAIN, _("Item %s cleared, saved %s.  u undoes"), name, clock);
	else if (mark->evidence_ms < 0)
		review_say(review, TONE_PLAIN, _("Item %s %s saved %s.  u undoes"), name,
			answer_word(review, item), clock);
	else
		review_say(review, TONE_PLAIN, _("Item %s %s at %s saved %s.  u undoes"), name,
			answer_word(review, item), timefmt_clock(mark->evidence_ms, at), clock);
}

static void say_evidence(struct review *review, size_t item, const char *clock)
{
	const char *name = review_item_name(review, item);
	int n = (int)review->marks[item].n_evidence;
	if (n > 1)
		review_say(review, TONE_PLAIN, _("Item %s has %d pieces of evidence, saved %s.  u undoes"),
			name, n, clock);
	else
		review_say(review, TONE_PLAIN, _("Evidence of item %s saved %s.  u undoes"), name,
			clock);
}

static void say_mark(
	struct review *review, const struct store_ack *ack, size_t item, const char *clock)
{
	const char *name = review_item_name(review, item);
	enum change_about about = ack->about;
	bool is_answer = about == ABOUT_OCCURRENCE || about == ABOUT_ANSWER;
	if (is_answer && review_lacks_comment(review, item))
		say_needs_comment(review, item);
	else if (about == ABOUT_OCCURRENCE)
		say_counted(review, item, clock);
	else if (about == ABOUT_COMMENT)
		review_say(review, TONE_PLAIN, _("Comment of item %s saved %s.  u undoes"), name,
			clock);
	else if (about == ABOUT_REASONS)
		review_say(review, TONE_PLAIN, _("Reasons of item %s saved %s.  u undoes"), name,
			clock);
	else if (about == ABOUT_EVIDENCE && review->marks[item].n_evidence > 0)
		say_evidence(review, item, clock);
	else
		say_answer(review, item, clock);
}

static void say_note(struct review *review, const struct store_ack *ack, const char *clock)
{
	char at[TIMEFMT_SIZE];
	int64_t at_ms = review_find_note_ms(review, ack->number);
	if (at_ms < 0)
		review_say(review, TONE_PLAIN, _("Note deleted, saved %s.  u undoes"), clock);
	else
		review_say(review, TONE_PLAIN, _("Note at %s saved %s.  u undoes"),
			timefmt_clock(at_ms, at), clock);
}

static const char *field_title(const struct review *review, const char *key)
{
	const struct card_field *field = card_find_field(review->card, key);
	return field ? card_text_get(&field->title, review->options.language) : key;
}

void review_say_saved(struct review *review, const struct store_ack *ack)
{
	char clock[CLOCK_SIZE];
	size_t mark = review_find_mark(review, ack->item_key);
	review_wall_clock(ack->saved_ms, clock);
	if (ack->kind == CHANGE_NOTE)
		say_note(review, ack, clock);
	else if (ack->kind == CHANGE_FIELD)
		review_say(review, TONE_PLAIN, _("%s saved %s.  u undoes"),
			field_title(review, ack->field_key), clock);
	else if (ack->kind == CHANGE_INCIDENT)
		review_say(review, TONE_PLAIN, _("Incident %d saved %s.  u undoes"), ack->number,
			clock);
	else if (mark < review->card->n_items)
		say_mark(review, ack, mark, clock);
	else if (mark < review_count_marks(review))
		say_flag(review, ack, mark, clock);
}

/* ---- undone, redone ---- */

/* Of what belongs to an item; NULL: the item itself. */
static const struct {
	const char *undone, *redone;
} item_histories[N_CHANGE_ABOUTS] = {
	[ABOUT_COMMENT] = {N_("Comment of item %s is as it was before.  ^R redoes"),
		N_("Comment of item %s redone.  u undoes")},
	[ABOUT_REASONS] = {N_("Reasons of item %s are as they were before.  ^R redoes"),
		N_("Reasons of item %s redone.  u undoes")},
	[ABOUT_EVIDENCE] = {N_("Evidence of item %s is as it was before.  ^R redoes"),
		N_("Evidence of item %s redone.  u undoes")},
	[ABOUT_OCCURRENCE] = {N_("Count of item %s is as it was before.  ^R redoes"),
		N_("Count of item %s redone.  u undoes")},
};

static const char *item_history_format(enum change_about about, bool undone)
{
	if (!item_histories[about].undone)
		return undone ? _("Item %s is as it was before.  ^R redoes")
			      : _("Item %s redone.  u undoes");
	return _(undone ? item_histories[about].undone : item_histories[about].redone);
}

static void say_flag_history(struct review *review, bool undone, size_t mark)
{
	review_say(review, TONE_PLAIN,
		undone ? _("Red flag is as it was before: %s.  ^R redoes")
		       : _("Red flag redone: %s.  u undoes"),
		flag_title(review, mark));
}

static void say_note_history(struct review *review, const struct store_ack *ack, int64_t before_ms)
{
	char at[TIMEFMT_SIZE];
	int64_t at_ms = review_find_note_ms(review, ack->number);
	timefmt_clock(at_ms >= 0 ? at_ms : before_ms, at);
	if (ack->kind == CHANGE_REDO)
		review_say(review, TONE_PLAIN, _("Note at %s redone.  u undoes"), at);
	else
		review_say(review, TONE_PLAIN, _("Note at %s is as it was before.  ^R redoes"), at);
}

void review_say_history(struct review *review, const struct store_ack *ack, int64_t note_ms)
{
	bool undone = ack->kind == CHANGE_UNDO;
	size_t mark = review_find_mark(review, ack->item_key);
	if (ack->about == ABOUT_NOTE)
		say_note_history(review, ack, note_ms);
	else if (ack->about == ABOUT_INCIDENT)
		review_say(review, TONE_PLAIN,
			undone ? _("Incident %d is as it was before.  ^R redoes")
			       : _("Incident %d redone.  u undoes"),
			ack->number);
	else if (ack->about == ABOUT_FIELD)
		review_say(review, TONE_PLAIN,
			undone ? _("%s is as it was before.  ^R redoes") : _("%s redone.  u undoes"),
			field_title(review, ack->field_key));
	else if (mark >= review->card->n_items && mark < review_count_marks(review))
		say_flag_history(review, undone, mark);
	else
		review_say(review, TONE_PLAIN, item_history_format(ack->about, undone),
			mark < review->card->n_items ? review_item_name(review, mark) : ack->item_key);
}
