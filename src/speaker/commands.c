/* What the player asks for, one function a message. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "speaker/session.h"

#define MAX_DEVICES 64
#define TONE_RATE_HZ 48000 /* of a device that is opened for a tone alone */

static void close_content(struct session *session)
{
	session->content = 0;
	session->playing = false;
	session_restart(session, session->epoch, 0);
	mixer_want(&session->mixer, session->epoch, false);
	producer_close(&session->producer);
	output_close(&session->output);
	session_forget_sound(session);
}

/* Another callmark has taken the place of the former one. */
static void begin_anew(struct session *session)
{
	close_content(session);
	session_restart(session, 0, 0);
	session->n_taken_bytes = 0;
	pedal_reader_release(&session->pedal);
	mixer_balance(&session->mixer, WIRE_LEG_BOTH, 100);
	mixer_set_levels(&session->mixer, &(struct wire_levels){{100, 100}});
	producer_set_speed(&session->producer, 100);
}

static bool handle_hello(struct session *session, const struct wire_hello *hello, struct err *err)
{
	if (session->greeted)
		begin_anew(session);
	session->greeted = true;
	session->version = wire_common_version(hello);
	if (!session->version)
		return err_set(err, ERR_UNSUPPORTED,
			_("callmark speaks versions %d to %d with its speaker, this one %d to %d"),
			hello->version_min, hello->version_max, WIRE_VERSION_MIN, WIRE_VERSION_MAX);
	if (session->version >= 3)
		session_say_codecs(session);
	return true;
}

static void handle_open(struct session *session, const struct wire_message *message)
{
	const struct wire_open *open = &message->open;
	session->content = open->content;
	session->format = (struct pcm_format){(int)open->rate_hz, open->channels};
	session_forget_sound(session);
	session->n_frames = open->n_frames;
	session->playing = false;
	session->paused_ns = clock_mono_ns();
	session_restart(session, open->epoch, 0);
	mixer_want(&session->mixer, open->epoch, false);
	producer_open(&session->producer, session->format, open->n_frames, open->epoch);
	session_say_status(session);
	if (!output_is_open_for(&session->output, session->format))
		output_open(&session->output, session->format, 0);
}

static void handle_length(struct session *session, const struct wire_message *message)
{
	const struct wire_length *length = &message->length;
	if (length->content != session->content)
		return;
	session->n_frames = length->n_frames;
	producer_set_length(&session->producer, length->n_frames);
	session_say_status(session);
}

static void handle_play(struct session *session, const struct wire_message *message)
{
	(void)message;
	if (!session->content || session->playing)
		return;
	int64_t frame = session_where(session);
	session->playing = true;
	session->ended = false;
	producer_forget_stop(&session->producer);
	output_hurry(&session->output);
	if (!session->output.current)
		output_open(&session->output, session->format, frame);
	mixer_want(&session->mixer, session->epoch, true);
}

static void handle_pause(struct session *session, const struct wire_message *message)
{
	(void)message;
	if (!session->content)
		return;
	if (session->playing)
		session->paused_ns = clock_mono_ns();
	session->playing = false;
	session->ended = false;
	session->ended_ns = CLOCK_NEVER;
	mixer_want(&session->mixer, session->epoch, false);
	if (!session->output.current)
		session_say_stopped(session);
}

static void handle_seek(struct session *session, const struct wire_message *message)
{
	const struct wire_seek *seek = &message->seek;
	if (!session->content)
		return;
	int64_t frame = seek->frame < session->n_frames ? seek->frame : session->n_frames;
	if (session->playing || seek->playing)
		session->paused_ns = clock_mono_ns();
	session->playing = seek->playing;
	session_restart(session, seek->epoch, frame);
	mixer_want(&session->mixer, seek->epoch, seek->playing);
	producer_seek(&session->producer, seek->epoch, frame);
	session_say_status(session);
	if (seek->playing)
		output_hurry(&session->output);
	if (session->output.current)
		return;
	if (seek->playing)
		output_open(&session->output, session->format, frame);
	else
		session_say_stopped(session);
}

static void handle_skips(struct session *session, const struct wire_message *message)
{
	const struct wire_skips *skips = &message->skips;
	if (skips->content != session->content)
		return;
	struct route_span *spans = mem_zalloc((size_t)skips->n_spans + 1, sizeof *spans);
	wire_unpack_spans(spans, skips);
	producer_set_skips(&session->producer, spans, skips->n_spans);
	free(spans);
	session_say_change(session);
}

static void handle_loop(struct session *session, const struct wire_message *message)
{
	const struct wire_loop *loop = &message->loop;
	if (loop->content != session->content)
		return;
	producer_set_loop(&session->producer, (struct route_span){loop->in_frame, loop->out_frame});
	session_say_change(session);
}

static void handle_ping(struct session *session, const struct wire_message *message)
{
	session->is_far = true;
	struct wire_message pong = {WIRE_PONG, .pong = {message->ping.token, clock_mono_ns()}};
	link_send(&session->link, &pong);
}

static void handle_list_devices(struct session *session, const struct wire_message *message)
{
	(void)message;
	struct device_info infos[MAX_DEVICES];
	size_t n = output_list(&session->output, infos, MAX_DEVICES);
	for (size_t i = 0; i < n || i == 0; i++) {
		struct wire_found found = {.number = (uint16_t)i, .n_devices = (uint16_t)n};
		if (n) {
			found.is_default = infos[i].is_default;
			found.channels = (uint16_t)infos[i].channels;
			found.rate_hz = (uint32_t)infos[i].rate_hz;
			str_copy(found.name, sizeof found.name, infos[i].name);
			str_copy(found.system, sizeof found.system, infos[i].system);
		}
		link_send(&session->link, &(struct wire_message){WIRE_FOUND, .found = found});
	}
}

/* Without content the device is opened for none. */
static void handle_tone(struct session *session, const struct wire_message *message)
{
	if (!session->output.current && !session->content) {
		session->format = (struct pcm_format){TONE_RATE_HZ, 1};
		producer_open(&session->producer, session->format, 0, session->epoch);
	}
	if (!session->output.current) {
		session->paused_ns = clock_mono_ns();
		output_open(&session->output, session->format, session_where(session));
	}
	mixer_start_tone(&session->mixer, &message->tone);
}

static void handle_setup(struct session *session, const struct wire_message *message)
{
	output_setup(&session->output, &message->setup);
}

static void handle_close(struct session *session, const struct wire_message *message)
{
	(void)message;
	close_content(session);
}

static void handle_quit(struct session *session, const struct wire_message *message)
{
	(void)message;
	session->over = true;
}

static void handle_balance(struct session *session, const struct wire_message *message)
{
	mixer_balance(&session->mixer, message->balance.leg, message->balance.volume_percent);
}

static void handle_speed(struct session *session, const struct wire_message *message)
{
	producer_set_speed(&session->producer, message->speed.percent);
}

static void handle_levels(struct session *session, const struct wire_message *message)
{
	mixer_set_levels(&session->mixer, &message->levels);
}

static void handle_stop_at(struct session *session, const struct wire_message *message)
{
	producer_set_stop(&session->producer, message->stop_at.epoch, message->stop_at.frame);
}

static void handle_pedals(struct session *session, const struct wire_message *message)
{
	session_want_pedal(session, &message->pedals);
}

/* Of a message that is ours to say there is none: it is not for us. */
static void (*const handlers[])(struct session *session, const struct wire_message *message) = {
	[WIRE_SETUP] = handle_setup,
	[WIRE_OPEN] = handle_open,
	[WIRE_LENGTH] = handle_length,
	[WIRE_PLAY] = handle_play,
	[WIRE_PAUSE] = handle_pause,
	[WIRE_SEEK] = handle_seek,
	[WIRE_CLOSE] = handle_close,
	[WIRE_QUIT] = handle_quit,
	[WIRE_PING] = handle_ping,
	[WIRE_BALANCE] = handle_balance,
	[WIRE_SPEED] = handle_speed,
	[WIRE_LEVELS] = handle_levels,
	[WIRE_LIST_DEVICES] = handle_list_devices,
	[WIRE_TONE] = handle_tone,
	[WIRE_SKIPS] = handle_skips,
	[WIRE_LOOP] = handle_loop,
	[WIRE_STOP_AT] = handle_stop_at,
	[WIRE_PEDALS] = handle_pedals,
};

bool session_handle(struct session *session, const struct wire_message *message, struct err *err)
{
	size_t type = (size_t)message->type;
	if (message->type == WIRE_HELLO)
		return handle_hello(session, &message->hello, err);
	if (!session->greeted)
		return err_set(err, ERR_FORMAT, _("callmark did not greet its speaker"));
	if (message->type == WIRE_DATA)
		return session_take_data(session, &message->data, err);
	if (type < sizeof handlers / sizeof *handlers && handlers[type])
		handlers[type](session, message);
	return true;
}
