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

static void heed_device(struct feeder *feeder, const struct wire_device *device)
{
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

static void heed_run(struct feeder *feeder, const struct wire_run *run)
{
	if (!is_current(feeder, run->epoch))
		return;
	shared_add_run(feeder->shared, feeder->serial,
		&(struct playhead_run){.frame = run->frame,
			.at_ns = here_ns(feeder, run->at_ns),
			.slope_mhz = run->slope_mhz,
			.n_valid = run->n_valid});
}

static void heed_leap(struct feeder *feeder, const struct wire_leap *leap)
{
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

static void heed_stop(struct feeder *feeder, const struct wire_stopped *stopped)
{
	if (!is_current(feeder, stopped->epoch))
		return;
	struct wire_stopped here = *stopped;
	here.at_ns = here_ns(feeder, stopped->at_ns);
	shared_add_stop(feeder->shared, feeder->serial, &here);
}

static void heed_end(struct feeder *feeder, const struct wire_stopped *ended)
{
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
	if (hello->version_max < WIRE_VERSION_MIN || hello->version_min > WIRE_VERSION_MAX)
		return refuse_version(feeder, hello, err);
	if (feeder->ready)
		return true;
	if (feeder_is_remote(feeder))
		shared_meet_line(feeder->shared);
	teller_tell_setup(&feeder->teller, &feeder->conn);
	feeder->ready = true;
	return true;
}

static void learn(struct feeder *feeder, const struct wire_message *message)
{
	if (!feeder_is_remote(feeder))
		return;
	attach_learn(&feeder->attach, message, feeder_time_ns(feeder));
	if (message->type == WIRE_PONG)
		shared_set_trip(feeder->shared, distance_trip_ns(&feeder->attach.distance));
}

bool feeder_heed(struct feeder *feeder, const struct wire_message *message, struct err *err)
{
	learn(feeder, message);
	if (message->type != WIRE_HELLO && !feeder->ready)
		return false;
	switch (message->type) {
	case WIRE_HELLO:
		return heed_hello(feeder, &message->hello, err);
	case WIRE_DEVICE:
		heed_device(feeder, &message->device);
		return true;
	case WIRE_RUN:
		heed_run(feeder, &message->run);
		return true;
	case WIRE_LEAP:
		heed_leap(feeder, &message->leap);
		return true;
	case WIRE_FOUND:
		teller_heed_found(&feeder->teller, feeder->shared, &message->found);
		return true;
	case WIRE_STOPPED:
		heed_stop(feeder, &message->stopped);
		return true;
	case WIRE_ENDED:
		heed_end(feeder, &message->stopped);
		return true;
	case WIRE_STATUS:
		supply_heed(&feeder->supply, &message->status,
			is_current(feeder, message->status.epoch));
		return true;
	case WIRE_PONG:
		return true;
	case WIRE_SETUP:
	case WIRE_OPEN:
	case WIRE_LENGTH:
	case WIRE_DATA:
	case WIRE_PLAY:
	case WIRE_PAUSE:
	case WIRE_SEEK:
	case WIRE_CLOSE:
	case WIRE_QUIT:
	case WIRE_PING:
	case WIRE_BALANCE:
	case WIRE_SPEED:
	case WIRE_LEVELS:
	case WIRE_SKIPS:
	case WIRE_LOOP:
	case WIRE_STOP_AT:
	case WIRE_LIST_DEVICES:
	case WIRE_TONE:
	case WIRE_NOTICE:
		break;
	}
	return false;
}
