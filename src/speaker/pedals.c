/* The foot pedal of the person who listens here: what is held down is told, and nothing else done.
 */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "base/clock.h"
#include "base/str.h"
#include "speaker/session.h"

static void say(void *context, enum pedal_state state, const char *name, const char *path)
{
	struct session *session = context;
	struct wire_message message = {WIRE_PEDAL, .pedal = {.state = state}};
	str_copy(message.pedal.name, sizeof message.pedal.name, name);
	str_copy(message.pedal.path, sizeof message.pedal.path, path);
	link_send(&session->link, &message);
}

static void hold(void *context, unsigned roles, int64_t at_ns)
{
	struct session *session = context;
	link_send(&session->link,
		&(struct wire_message){WIRE_HELD, .held = {roles, at_ns, clock_mono_ns()}});
}

void session_init_pedal(struct session *session)
{
	session->pedal.places = (struct pedal_places)PEDAL_PLACES_DEFAULT;
	session->pedal.say = say;
	session->pedal.hold = hold;
	session->pedal.context = session;
	pedal_reader_init(&session->pedal);
}

/* Who does not speak of pedals is told of none: it never asks. */
void session_want_pedal(struct session *session, const struct wire_pedals *pedals)
{
	const struct pedal_wish wish = {pedals->device, pedals->keys, pedals->grab};
	pedal_reader_want(&session->pedal, &wish, clock_mono_ns());
}
