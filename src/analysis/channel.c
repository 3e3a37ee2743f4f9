/* All that is heard on one channel. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/channel.h"

#include "analysis/announce.h"
#include "analysis/echo.h"
#include "analysis/repeat.h"

#define SWAP_SLIP_HOPS 15 /* the ends of a swapped stretch are known to a block and its trim */

void channel_init(struct channel *channel, double fixed_floor_db)
{
	*channel = (struct channel){.ear = ear_new()};
	words_init(&channel->words, channel->ear, fixed_floor_db);
	tones_init(&channel->tones, channel->ear, &channel->words);
	scene_init(&channel->scene, channel->ear, &channel->words, &channel->tones);
	quiet_init(&channel->quiet, channel->ear, &channel->scene.music);
}

void channel_release(struct channel *channel)
{
	ear_free(channel->ear);
	words_release(&channel->words);
	tones_release(&channel->tones);
	scene_release(&channel->scene);
	quiet_release(&channel->quiet);
	spans_release(&channel->announced);
}

void channel_advance(struct channel *channel, bool ended)
{
	struct scene *scene = &channel->scene;
	words_advance(&channel->words, ended);
	tones_advance(&channel->tones, channel->words.n_decided);
	if (ended)
		tones_end(&channel->tones);
	scene_advance(scene, ended);
}

void channel_hush(struct channel *channel, const struct channel *other, bool ended)
{
	const struct spans *busy[] = {&channel->scene.spoken, &channel->scene.music, &channel->tones.found,
		&channel->announced, &other->scene.spoken, &other->scene.music};
	int64_t until = scene_heard(&channel->scene), of_other = scene_heard(&other->scene);
	quiet_advance(&channel->quiet, busy, other == channel ? 4 : 6, until < of_other ? until : of_other);
	if (ended)
		quiet_end(&channel->quiet);
}

int64_t channel_settled(const struct channel *channel)
{
	return scene_settled(&channel->scene);
}

static void move_to_announced(struct channel *channel, size_t i)
{
	spans_put(&channel->announced, channel->scene.spoken.items[i]);
	spans_remove(&channel->scene.spoken, i);
}

/* Long enough that it is no chance, or with music in it. */
static bool is_sure(const struct channel *channel, const struct span *swap)
{
	return swap->end - swap->start >= ANNOUNCE_SWAP_HOPS ||
		spans_cover(&channel->scene.music, swap->start, swap->end) > 0;
}

/* What is said while the line is swapped comes from the exchange, unless the other party talks. */
static void announce_swapped(struct channel *channel, const struct spans *other, const struct span *swap)
{
	struct spans *spoken = &channel->scene.spoken;
	int64_t start = swap->start - SWAP_SLIP_HOPS, end = swap->end + SWAP_SLIP_HOPS;
	if (other && spans_cover(other, swap->first, swap->last) > 0)
		return;
	for (size_t i = 0; i < spoken->n;)
		if (spoken->items[i].start >= start && spoken->items[i].end <= end &&
			quiet_is_beyond(&channel->quiet, swap, &spoken->items[i]))
			move_to_announced(channel, i);
		else
			i++;
}

void channel_drop_echo(struct channel *channel, const struct channel *other, int64_t until)
{
	struct spans *spoken = &channel->scene.spoken;
	for (size_t i = 0; i < spoken->n && spoken->items[i].end <= until;) {
		int64_t start = spoken->items[i].start;
		bool is_new = start >= channel->n_echo;
		if (is_new && echo_is(channel->ear, &spoken->items[i], other->ear))
			spans_remove(spoken, i);
		else
			i++;
		if (is_new)
			channel->n_echo = start + 1;
	}
}

void channel_announce(struct channel *channel, const struct spans *other, int64_t until)
{
	struct repeat repeat = {.ear = channel->ear, .spoken = &channel->scene.spoken,
		.announced = &channel->announced, .other = other, .until = until};
	repeat_find(&repeat, &channel->n_compared);
	for (size_t i = 0; i < channel->quiet.swapped.n; i++)
		if (channel->quiet.swapped.items[i].end <= until && is_sure(channel, &channel->quiet.swapped.items[i]))
			announce_swapped(channel, other, &channel->quiet.swapped.items[i]);
}

static void forget(struct spans *spans, int64_t before)
{
	size_t n = 0;
	while (n < spans->n && spans->items[n].end < before)
		n++;
	spans_drop(spans, n);
}

void channel_forget(struct channel *channel, int64_t before)
{
	forget(&channel->scene.music, before);
	forget(&channel->tones.found, before);
	forget(&channel->quiet.swapped, before);
	forget(&channel->announced, before);
}
