/* Makes the snapshot of a review that screens draw. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "base/timefmt.h"
#include "base/utf8.h"
#include "review/review_parts.h"
#include "scorecard/suggest.h"

const char *review_text(const struct review *review, const struct card_text *text)
{
	return card_text_get(text, review->options.language);
}

/* The scales' own words; other levels bring their name in the card. */
const char *review_level_name(const struct review *review, const struct card_level *level)
{
	const char *name = review_text(review, &level->name);
	if (*name)
		return name;
	if (strcmp(level->key, "not-met") == 0)
		return _("not met");
	if (strcmp(level->key, "met") == 0)
		return _("met");
	if (strcmp(level->key, "exceeded") == 0)
		return _("exceeds");
	if (strcmp(level->key, "yes") == 0)
		return _("yes");
	if (strcmp(level->key, "no") == 0)
		return _("no");
	return level->key;
}

static void add_part(char *hint, size_t n_hint, const char *part)
{
	size_t n = strlen(hint);
	snprintf(hint + n, n_hint - n, "%s%s", n ? _(", ") : "", part);
}

/* Says whether anything was found that speaks against the item. */
static bool make_hint(const struct review *review, size_t item, char *hint, size_t n_hint)
{
	struct suggestion found;
	char part[64], length[TIMEFMT_SIZE];
	hint[0] = '\0';
	suggest_item(&review->card->items[item], review->events, review->n_events,
		&review->options.limits, review->options.overtalk_grace_ms, 0, &found);
	if (found.n_silences) {
		snprintf(part, sizeof part,
			ngettext("%d gap", "%d gaps", (unsigned long)found.n_silences),
			found.n_silences);
		add_part(hint, n_hint, part);
	}
	if (found.n_holds) {
		timefmt_clock(found.longest_ms, length);
		snprintf(part, sizeof part, found.n_holds == 1 ? _("hold %s") : _("holds to %s"),
			length);
		add_part(hint, n_hint, part);
	}
	if (found.n_overtalks) {
		if (found.n_interruptions && review->info.format.channels > 1)
			snprintf(part, sizeof part, _("%d overtalk, %d by the agent"),
				found.n_overtalks, found.n_interruptions);
		else
			snprintf(part, sizeof part, _("%d overtalk"), found.n_overtalks);
		add_part(hint, n_hint, part);
	}
	/* How many are too many is the plan's to say: nothing is proposed by them. */
	if (found.n_rings) {
		snprintf(part, sizeof part,
			ngettext("%d ring", "%d rings", (unsigned long)found.n_rings),
			found.n_rings);
		add_part(hint, n_hint, part);
	}
	return found.n_silences || found.n_holds || found.n_interruptions;
}

/* These change with the card and the events only, and looking through the events of a long call takes
 * longer than all the rest of a snapshot. */
void review_refresh_texts(struct review *review)
{
	if (review->texts_fresh)
		return;
	for (size_t i = 0; i < review->card->n_items; i++) {
		struct review_item_texts *texts = &review->texts[i];
		score_format(card_item_met_centi(&review->card->items[i]), true, texts->points);
		texts->found = make_hint(review, i, texts->hint, sizeof texts->hint);
	}
	review_describe_figures(review, review->figures, sizeof review->figures);
	review->texts_fresh = true;
}

static void show_item(struct review *review, size_t i, struct snapshot_level *levels)
{
	const struct card_item *item = &review->card->items[i];
	const struct review_mark *mark = &review->marks[i];
	const struct review_item_texts *texts = &review->texts[i];
	for (size_t k = 0; k < item->n_levels; k++)
		levels[k].name = review_level_name(review, &item->levels[k]);
	review->items[i] = (struct snapshot_item){
		.key = item->key,
		.name = review_item_name(review, i),
		.title = review_text(review, &item->title),
		.section = review_text(review, &review->card->sections[item->section].title),
		.points = texts->points,
		.levels = levels,
		.n_levels = item->n_levels,
		.na_allowed = item->na_allowed,
		.level = mark->level,
		.exceeds = card_level_is_exceeded(item, mark->level),
		.not_met = review_is_not_met(review, i),
		.saving = mark->ticket != 0,
		.evidence_ms = mark->evidence_ms,
		.comment = mark->comment,
		.comment_missing = review_lacks_comment(review, i),
		.hint = texts->hint,
		.guideline = review_text(review, &item->guideline),
	};
}

static void show_items(struct review *review, struct review_snapshot *snapshot)
{
	struct snapshot_level *levels = review->levels;
	review_refresh_texts(review);
	for (size_t i = 0; i < review->card->n_items; i++) {
		show_item(review, i, levels);
		levels += review->card->items[i].n_levels;
	}
	snapshot->items = review->items;
	snapshot->n_snapshot_items = review->card->n_items;
	snapshot->keys_are_words = review_keys_are_words(review->card);
	snapshot->cursor = review->cursor;
	snapshot->lower = review->lower;
}

static void show_score(
	struct review *review, struct review_snapshot *snapshot, const struct score *score)
{
	char got[24], open[24];
	snapshot->n_answered = score->n_answered;
	snapshot->n_items = score->n_items;
	score_format(score->got_centi, true, got);
	score_format(score->open_centi, true, open);
	bool is_whole = score->complete || review->card->untouched == UNTOUCHED_MET;
	if (is_whole && score->has_score)
		score_format(score->score_centi, true, review->score_text);
	else if (score->n_answered == 0)
		review->score_text[0] = '\0';
	else
		snprintf(review->score_text, sizeof review->score_text, "%s/%s", got, open);
	review->score_final[0] = '\0';
	if (score->has_score) {
		score_format(score->score_centi, true, got);
		score_format(review->card->total_centi, true, open);
		snprintf(review->score_final, sizeof review->score_final, _("%s of %s"), got, open);
	}
	snapshot->score = review->score_text;
	snapshot->score_final = review->score_final;
}

static void show_submit(struct review *review, struct review_snapshot *snapshot)
{
	review_find_missing(review, review->empty_items, &snapshot->n_empty_items,
		review->uncommented, &snapshot->n_uncommented);
	snapshot->empty_items = review->empty_items;
	snapshot->uncommented = review->uncommented;
	review_show_missing(review, snapshot);
	snapshot->may_submit = snapshot->n_missing == 0 && review->row.state != REVIEW_FINAL;
}

static void show_title(struct review *review, struct review_snapshot *snapshot)
{
	snprintf(review->card_title, sizeof review->card_title, "%s v%d",
		review_text(review, &review->card->title), review->card->version);
	utf8_cut(review->card_title);
	snapshot->name = review->name;
	snapshot->contact = &review->contact;
	snapshot->agent = contact_get(&review->contact, CONTACT_AGENT);
	snapshot->queue = contact_get(&review->contact, CONTACT_QUEUE);
	snapshot->card_title = review->card_title;
	snapshot->final = review->row.state == REVIEW_FINAL;
	snapshot->state_word = snapshot->final ? _("final") :
		review->has_row		       ? _("draft") :
						 _("new");
}

static void show_analysis(const struct review *review, struct review_snapshot *snapshot)
{
	const struct scan_status *progress = &review->progress;
	snapshot->channels = review->envelope.n_hops ? review->envelope.channels : 0;
	snapshot->agent_channel = review->options.analysis.agent_channel;
	snapshot->envelope = &review->envelope;
	snapshot->events = review->events;
	snapshot->n_events = review->n_events;
	snapshot->limits = review->options.limits;
	snapshot->figures = review->analysed ? review->figures : "";
	snapshot->analysing = review->job != 0;
	if (progress->n_frames_total > 0)
		snapshot->analysed_percent =
			(int)(progress->n_frames_done * 100 / progress->n_frames_total);
	snapshot->settled_ms = review->analysed ? snapshot->duration_ms : progress->settled_ms;
}

static void show_sound(struct review *review, struct review_snapshot *snapshot)
{
	const struct player_state *sound = &review->sound;
	snapshot->playing = sound->playing;
	snapshot->speed_percent = sound->speed_percent;
	snapshot->loop_in_ms = review->passage.loop_in_ms;
	snapshot->loop_out_ms = review->passage.loop_out_ms;
	snapshot->volume_percent = sound->volume_percent;
	snapshot->leg = review_get_leg(review);
	snapshot->level_percent[0] = review->person.level_percent[0];
	snapshot->level_percent[1] = review->person.level_percent[1];
	snapshot->matches_levels =
		review->options.level_match && review->info.format.channels > 1;
	snapshot->silent = sound->output == PLAYER_SILENT;
	snapshot->remote = sound->remote;
	snapshot->delay_ms = sound->delay_ms;
	snapshot->is_opus =
		sound->coding == PLAYER_OPUS_WANTED || sound->coding == PLAYER_OPUS_THIN;
	snapshot->sound_starting = sound->output == PLAYER_STARTING;
	str_copy(review->sound_problem, sizeof review->sound_problem, sound->problem);
	snapshot->sound_problem = review->sound_problem;
}

void review_snapshot(struct review *review, struct review_snapshot *snapshot)
{
	struct score score;
	*snapshot = (struct review_snapshot){.gap_from = review->gap_from};
	arena_reset(&review->arena);
	review_compute_score(review, &score);
	review_refresh_sound(review, review_now_ns(review));
	snapshot->duration_ms = review_duration_ms(review);
	snapshot->playhead_ms = review_playhead_ms(review);
	snapshot->gap_number =
		review_count_gaps(review, snapshot->playhead_ms, &snapshot->n_gaps);
	snapshot->zoom_ms_per_column = review_zooms[review->zoom];
	show_title(review, snapshot);
	show_score(review, snapshot, &score);
	show_analysis(review, snapshot);
	show_sound(review, snapshot);
	review_show_heard(review, snapshot);
	show_items(review, snapshot);
	review_show_marking(review, snapshot, &score);
	review_show_forms(review, snapshot);
	show_submit(review, snapshot);
	review_show_gaps(review, snapshot);
	snapshot->message = review->message;
	snapshot->tone = review->tone;
}
