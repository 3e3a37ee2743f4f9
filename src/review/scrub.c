/* Moving through the call by a key that is held: quick, and silent until it is let go. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "review/review.h"

#include "base/clock.h"
#include "review/review_parts.h"

#define REPEAT_NS 110000000 /* keys that come faster than this are one key that is held */
#define SETTLE_NS 140000000 /* after so long without another it was let go */

/* A key that is held comes 30 times a second. Each would start the sound anew for an instant, which
 * is noise, and over a slow line the last place would be heard late; so the sound waits. */
static void begin(struct review *review)
{
	struct review_scrub *scrub = &review->scrub;
	scrub->on = true;
	scrub->was_playing = review->sound.playing;
	scrub->target_ms = review_playhead_ms(review);
	review_leave_passage(review);
	if (scrub->was_playing)
		player_pause(review->options.player);
}

static void move_target(struct review *review, int64_t by_ms, int64_t now_ns)
{
	struct review_scrub *scrub = &review->scrub;
	int64_t end_ms = review_duration_ms(review), to_ms = scrub->target_ms + by_ms;
	scrub->target_ms = to_ms < 0 ? 0 : to_ms > end_ms ? end_ms : to_ms;
	scrub->due_ns = now_ns + SETTLE_NS;
	review->touched = true;
}

void review_move(struct review *review, int64_t by_ms)
{
	struct review_scrub *scrub = &review->scrub;
	int64_t now_ns = review_now_ns(review);
	bool is_held = now_ns - scrub->last_key_ns < REPEAT_NS;
	scrub->last_key_ns = now_ns;
	if (!scrub->on && !(is_held && review->started)) {
		review_seek_ms(review, review_playhead_ms(review) + by_ms);
		return;
	}
	if (!scrub->on)
		begin(review);
	move_target(review, by_ms, now_ns);
}

bool review_show_scrub(struct review *review)
{
	const struct review_scrub *scrub = &review->scrub;
	if (!scrub->on)
		return false;
	review->sound.frame = pcm_ms_to_frames(scrub->target_ms, review->info.format.rate_hz);
	review->sound.playing = scrub->was_playing;
	return true;
}

void review_end_scrub(struct review *review)
{
	struct review_scrub *scrub = &review->scrub;
	if (!scrub->on)
		return;
	scrub->on = false;
	scrub->due_ns = CLOCK_NEVER;
	review_seek_ms(review, scrub->target_ms);
	if (scrub->was_playing)
		player_play(review->options.player);
	review_refresh_sound(review, review_now_ns(review));
}

bool review_service_scrub(struct review *review, int64_t now_ns)
{
	if (!review->scrub.on || now_ns < review->scrub.due_ns)
		return false;
	review_end_scrub(review);
	return true;
}
