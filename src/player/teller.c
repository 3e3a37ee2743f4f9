/* Telling a speaker what is wanted besides where to play. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/teller.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define TONE_MS 500
#define TONE_HZ 440

void teller_init(struct teller *teller, const struct wire_setup *setup)
{
	*teller = (struct teller){.setup = *setup};
}

void teller_release(struct teller *teller)
{
	free(teller->skips);
	free(teller->devices);
	*teller = (struct teller){0};
}

/* A list that it owes is asked of the next one; a tone that was not heard is over. */
void teller_connect(struct teller *teller)
{
	teller->balance = (struct wire_balance){100, WIRE_LEG_BOTH};
	teller->levels = (struct wire_levels){{100, 100}};
	teller->speed_percent = 100;
	teller->n_lists_told = teller->n_listed;
	teller->n_devices = 0;
	teller->content = 0;
	teller->version = 0;
	teller->n_pedals_told = 0;
}

void teller_open(struct teller *teller, uint32_t content)
{
	teller->content = content;
	teller->skips_told = teller->n_skips == 0;
	teller->loop_told = teller->loop.end_frame == 0;
}

void teller_take(struct teller *teller, struct shared_wish *wish)
{
	if (wish->new_skips) {
		free(teller->skips);
		teller->skips = wish->skips;
		teller->n_skips = wish->n_skips;
		teller->skips_told = false;
	}
	if (wish->new_loop) {
		teller->loop = wish->loop;
		teller->loop_told = false;
	}
	if (wish->n_setups != teller->n_setups)
		teller->setup = wish->setup;
	teller->n_setups = wish->n_setups;
	teller->n_tones = wish->n_tones;
	teller->n_lists = wish->n_lists;
}

void teller_tell_setup(struct teller *teller, struct conn *conn)
{
	conn_send(conn, &(struct wire_message){WIRE_SETUP, .setup = teller->setup});
	teller->n_setups_told = teller->n_setups;
}

static enum wire_leg wire_leg_of(enum player_leg leg)
{
	switch (leg) {
	case PLAYER_BOTH:
		break;
	case PLAYER_FIRST:
		return WIRE_LEG_FIRST;
	case PLAYER_SECOND:
		return WIRE_LEG_SECOND;
	}
	return WIRE_LEG_BOTH;
}

static void tell_balance(
	struct teller *teller, struct conn *conn, const struct shared_wish *wish)
{
	struct wire_balance wanted = {(uint16_t)wish->volume_percent, wire_leg_of(wish->leg)};
	if (wanted.volume_percent == teller->balance.volume_percent &&
		wanted.leg == teller->balance.leg)
		return;
	teller->balance = wanted;
	conn_send(conn, &(struct wire_message){WIRE_BALANCE, .balance = wanted});
}

static void tell_levels(
	struct teller *teller, struct conn *conn, const struct shared_wish *wish)
{
	struct wire_levels wanted = {
		{(uint16_t)wish->level_percent[0], (uint16_t)wish->level_percent[1]}};
	if (memcmp(&wanted, &teller->levels, sizeof wanted) == 0)
		return;
	teller->levels = wanted;
	conn_send(conn, &(struct wire_message){WIRE_LEVELS, .levels = wanted});
}

static void tell_speed(struct teller *teller, struct conn *conn, const struct shared_wish *wish)
{
	if (wish->speed_percent == teller->speed_percent)
		return;
	teller->speed_percent = wish->speed_percent;
	conn_send(conn, &(struct wire_message){
				WIRE_SPEED, .speed = {(uint16_t)teller->speed_percent}});
}

/* A speaker of before is not asked what it cannot do. */
static void tell_pedals(
	struct teller *teller, struct conn *conn, const struct shared_wish *wish)
{
	if (teller->n_pedals_told == wish->n_pedals || teller->version < WIRE_VERSION_PEDALS)
		return;
	teller->n_pedals_told = wish->n_pedals;
	conn_send(conn, &(struct wire_message){WIRE_PEDALS, .pedals = wish->pedals});
}

void teller_tell(struct teller *teller, struct conn *conn, const struct shared_wish *wish)
{
	if (teller->n_setups_told != teller->n_setups)
		teller_tell_setup(teller, conn);
	tell_balance(teller, conn, wish);
	tell_levels(teller, conn, wish);
	tell_speed(teller, conn, wish);
	tell_pedals(teller, conn, wish);
	if (teller->n_tones_told != teller->n_tones)
		conn_send(conn, &(struct wire_message){WIRE_TONE, .tone = {TONE_MS, TONE_HZ}});
	if (teller->n_lists_told != teller->n_lists)
		conn_send(conn, &(struct wire_message){.type = WIRE_LIST_DEVICES});
	teller->n_tones_told = teller->n_tones;
	teller->n_lists_told = teller->n_lists;
}

static void tell_skips(const struct teller *teller, struct conn *conn)
{
	size_t n = teller->n_skips < WIRE_MAX_SPANS ? teller->n_skips : WIRE_MAX_SPANS;
	uint8_t *bytes = mem_zalloc(n + 1, WIRE_SPAN_BYTES);
	if (n)
		wire_pack_spans(bytes, teller->skips, n);
	conn_send(conn, &(struct wire_message){
				WIRE_SKIPS, .skips = {teller->content, (uint32_t)n, bytes}});
	free(bytes);
}

void teller_tell_route(struct teller *teller, struct conn *conn)
{
	if (!teller->skips_told)
		tell_skips(teller, conn);
	if (!teller->loop_told)
		conn_send(conn, &(struct wire_message){WIRE_LOOP,
					.loop = {teller->content, teller->loop.start_frame,
						teller->loop.end_frame}});
	teller->skips_told = teller->loop_told = true;
}

void teller_tell_stop(struct conn *conn, uint32_t epoch, int64_t stop_frame)
{
	if (stop_frame != ROUTE_NO_STOP)
		conn_send(conn, &(struct wire_message){
					WIRE_STOP_AT, .stop_at = {epoch, stop_frame}});
}

static void add_device(struct teller *teller, const struct wire_found *found)
{
	if (!teller->devices)
		teller->devices = mem_zalloc(found->n_devices, sizeof *teller->devices);
	struct player_device *device = &teller->devices[teller->n_devices++];
	device->channels = found->channels;
	device->rate_hz = (int)found->rate_hz;
	device->is_default = found->is_default;
	str_copy(device->name, sizeof device->name, found->name);
	str_copy(device->system, sizeof device->system, found->system);
}

void teller_heed_found(
	struct teller *teller, struct shared *shared, const struct wire_found *found)
{
	if (found->number == 0) {
		free(teller->devices);
		teller->devices = NULL;
		teller->n_devices = 0;
		teller->n_expected = found->n_devices;
	}
	/* What does not fit what came before is passed over. */
	if (found->number != teller->n_devices || found->n_devices != teller->n_expected)
		return;
	if (found->n_devices)
		add_device(teller, found);
	if (teller->n_devices < found->n_devices)
		return;
	shared_set_devices(shared, teller->devices, teller->n_devices, teller->n_lists_told);
	teller->n_listed = teller->n_lists_told;
	teller->devices = NULL;
	teller->n_devices = 0;
}
