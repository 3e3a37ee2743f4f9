/* What the speaker says, one function a message. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "player/feeder_parts.h"

#include "base/i18n.h"
#include "player/problem.h"

void feeder_dismiss(struct feeder *feeder, enum wire_notice_kind why)
{
	struct err ignored;
	conn_send(&feeder->conn, &(struct wire_message){WIRE_NOTICE, .notice = {why}});
	if (!conn_write(&feeder->conn, &ignored))
		return; /* it is gone already */
}

static void heed_device(struct feeder *feeder, const struct wire_message *message)
{
	const struct wire_device *device = &message->device;
	char text[PROBLEM_SIZE];
	feeder->device_state = device->state;
	problem_of_device(device, feeder->teller.setup.device, text);
	shared_set_device(feeder->shared, device, text);
}

static bool is_current(const struct feeder *feeder, uint32_t epoch)
{
	return feeder->opened && epoch == feeder->epoch;
}

/* A time of the speaker's clock by ours. */
static int64_t here_ns(const struct feeder *feeder, int64_t there_ns)
{
	return feeder_is_remote(feeder) ? distance_to_here(&feeder->attach.distance, there_ns)
					: there_ns;
}

static void note_movement(struct feeder *feeder, bool moves)
{
	if (feeder->moves && !moves)
		coding_run_dry(&feeder->coding);
	feeder->moves = moves;
}

static void heed_run(struct feeder *feeder, const struct wire_message *message)
{
	const struct wire_run *run = &message->run;
	if (!is_current(feeder, run->epoch))
		return;
	note_movement(feeder, run->slope_mhz > 0);
	if (run->slope_mhz)
		response_heed(&feeder->attach.starts, here_ns(feeder, run->at_ns));
	shared_add_run(feeder->shared, feeder->serial,
		&(struct playhead_run){.frame = run->frame,
			.at_ns = here_ns(feeder, run->at_ns),
			.slope_mhz = run->slope_mhz,
			.n_valid = run->n_valid});
}

static void heed_leap(struct feeder *feeder, const struct wire_message *message)
{
	const struct wire_leap *leap = &message->leap;
	if (!is_current(feeder, leap->epoch))
		return;
	struct playhead_run run = {.frame = leap->frame,
		.at_ns = here_ns(feeder, leap->at_ns),
		.slope_mhz = leap->slope_mhz,
		.n_valid = leap->n_valid,
		.n_leaps = leap->number,
		.leap_from = leap->from_frame,
		.leap_to = leap->to_frame};
	shared_add_run(feeder->shared, feeder->serial, &run);
}

static void heed_stop(struct feeder *feeder, const struct wire_message *message)
{
	const struct wire_stopped *stopped = &message->stopped;
	if (!is_current(feeder, stopped->epoch))
		return;
	struct wire_stopped here = *stopped;
	here.at_ns = here_ns(feeder, stopped->at_ns);
	response_heed(&feeder->attach.stops, here.at_ns);
	shared_add_stop(feeder->shared, feeder->serial, &here);
}

static void heed_end(struct feeder *feeder, const struct wire_message *message)
{
	const struct wire_stopped *ended = &message->stopped;
	if (!is_current(feeder, ended->epoch))
		return;
	feeder->playing = false;
	shared_add_end(feeder->shared, feeder->serial, ended);
}

static bool refuse_version(struct feeder *feeder, const struct wire_hello *hello, struct err *err)
{
	if (!feeder_is_remote(feeder))
		return false;
	feeder_dismiss(feeder, WIRE_NOTICE_VERSION);
	return err_set(err, ERR_UNSUPPORTED,
		hello->version_max < WIRE_VERSION_MIN
			? _("the speaker is older than this callmark: install the same version "
			    "there")
			: _("the speaker is newer than this callmark: install the same version "
			    "here"));
}

static bool heed_hello(struct feeder *feeder, const struct wire_hello *hello, struct err *err)
{
	feeder->teller.version = wire_common_version(hello);
	if (!feeder->teller.version)
		return refuse_version(feeder, hello, err);
	if (feeder->ready)
		return true;
	coding_connect(&feeder->coding, feeder->teller.version >= 3);
	if (feeder_is_remote(feeder))
		shared_meet_line(feeder->shared);
	teller_tell_setup(&feeder->teller, &feeder->conn);
	feeder->ready = true;
	return true;
}

static void measure_line(struct feeder *feeder)
{
	const struct supply *supply = &feeder->supply;
	bool waits = feeder->opened && supply_has_more(supply);
	int64_t rate_hz = feeder->opened ? supply->source->format.rate_hz : 0;
	coding_measure(&feeder->coding, &feeder->attach.flow, waits,
		rate_hz * feeder->wish.speed_percent / 100, feeder_time_ns(feeder));
}

static void learn(struct feeder *feeder, const struct wire_message *message)
{
	if (!feeder_is_remote(feeder))
		return;
	attach_learn(&feeder->attach, message, feeder_time_ns(feeder));
	if (message->type != WIRE_PONG)
		return;
	const struct attach *attach = &feeder->attach;
	measure_line(feeder);
	shared_set_distance(feeder->shared,
		&(struct line_distance){distance_trip_ns(&attach->distance),
			distance_lead_ns(&attach->distance), response_get_ns(&attach->stops)});
}

static void heed_found(struct feeder *feeder, const struct wire_message *message)
{
	teller_heed_found(&feeder->teller, feeder->shared, &message->found);
}

static void heed_pedal(struct feeder *feeder, const struct wire_message *message)
{
	shared_set_pedal(feeder->shared, &message->pedal);
}

static void heed_held(struct feeder *feeder, const struct wire_message *message)
{
	shared_add_press(
		feeder->shared, message->held.roles, here_ns(feeder, message->held.at_ns));
}

static void heed_status(struct feeder *feeder, const struct wire_message *message)
{
	supply_heed(&feeder->supply, &message->status, is_current(feeder, message->status.epoch));
}

static void heed_codecs(struct feeder *feeder, const struct wire_message *message)
{
	coding_heed_codecs(&feeder->coding, message->codecs.encodings);
}

/* What there is to learn from it has been learnt. */
static void heed_pong(struct feeder *feeder, const struct wire_message *message)
{
	(void)feeder;
	(void)message;
}

/* Of a message that only callmark says there is none. */
static void (*const heeders[])(struct feeder *feeder, const struct wire_message *message) = {
	[WIRE_DEVICE] = heed_device,
	[WIRE_RUN] = heed_run,
	[WIRE_LEAP] = heed_leap,
	[WIRE_FOUND] = heed_found,
	[WIRE_STOPPED] = heed_stop,
	[WIRE_ENDED] = heed_end,
	[WIRE_STATUS] = heed_status,
	[WIRE_PONG] = heed_pong,
	[WIRE_CODECS] = heed_codecs,
	[WIRE_PEDAL] = heed_pedal,
	[WIRE_HELD] = heed_held,
};

bool feeder_heed(struct feeder *feeder, const struct wire_message *message, struct err *err)
{
	size_t type = (size_t)message->type;
	learn(feeder, message);
	if (message->type == WIRE_HELLO)
		return heed_hello(feeder, &message->hello, err);
	if (!feeder->ready || type >= sizeof heeders / sizeof *heeders || !heeders[type])
		return false;
	heeders[type](feeder, message);
	return true;
}
