/* Manual pages: the speaker's protocol, message by message. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "man/gen.h"
#include "wire/wire.h"

#define N_TYPES 256
#define MAX_FIELDS 12

static const struct message_text {
	enum wire_type type;
	const char *name, *says;
} texts[] = {
	{WIRE_HELLO, "HELLO",
		"Both, first: the versions that the sender speaks. A further HELLO of the player "
		"begins "
		"anew"},
	{WIRE_SETUP, "SETUP",
		"Player, after HELLO, and again when another device is chosen: what is wanted of "
		"the "
		"device. An empty name and a rate of 0 leave it to the speaker's side"},
	{WIRE_OPEN, "OPEN", "Player: new content, paused at frame 0, nothing of it known yet"},
	{WIRE_LENGTH, "LENGTH", "Player: reading showed that the content is that long"},
	{WIRE_DATA, "DATA",
		"Player: frames of the content, interleaved. Encoding 0 is 16 bit, 1 is G.711 "
		"mu-law, "
		"used over a line for what it holds without loss, 2 is Opus, for thin lines"},
	{WIRE_PLAY, "PLAY", "Player: from where it stands"},
	{WIRE_PAUSE, "PAUSE", "Player; answered by STOPPED"},
	{WIRE_SEEK, "SEEK", "Player: to a frame; playing, it sounds as soon as content is there"},
	{WIRE_CLOSE, "CLOSE", "Player: silence, the content is forgotten"},
	{WIRE_QUIT, "QUIT", "Player: the speaker ends; so does the end of the connection"},
	{WIRE_PING, "PING",
		"Player or relay; answered by PONG at once. The player's tokens are above 0, the "
		"relay's below"},
	{WIRE_BALANCE, "BALANCE", "Player: how loud, and which leg of stereo content (0: both)"},
	{WIRE_SPEED, "SPEED", "Player: how fast, with the pitch kept"},
	{WIRE_LEVELS, "LEVELS", "Player: how loud each leg is, besides the volume"},
	{WIRE_SKIPS, "SKIPS", "Player: spans of the content that are left out"},
	{WIRE_LOOP, "LOOP", "Player: a span that is repeated; it ends at frame 0: none"},
	{WIRE_STOP_AT, "STOP_AT", "Player, before the SEEK of that epoch: it ends there"},
	{WIRE_LIST_DEVICES, "LIST_DEVICES",
		"Player; answered by as many FOUND as there are devices"},
	{WIRE_TONE, "TONE", "Player: a tone on the device, beside what plays"},
	{WIRE_PEDALS, "PEDALS",
		"Player, since version 3: which foot pedal is read at the speaker's side (off, auto, "
		"a path, part of a name), what its keys do, and whether it is taken so that it "
		"types "
		"nothing besides. callmark speaker puts its own options in the place of these"},
	{WIRE_NOTICE, "NOTICE",
		"Player or relay, for the person at the speaker's side: 0 no callmark runs yet, 1 "
		"another speaker was attached, 2 there is no common version. After 1 and 2 this "
		"speaker "
		"is not to come again"},
	{WIRE_DEVICE, "DEVICE",
		"Speaker, at each change. State: 0 being opened, 1 open, 2 silent, 3 closed; "
		"problem 0 "
		"is none"},
	{WIRE_RUN, "RUN",
		"Speaker, at each change and every 100 ms while playing: from at_ns on the frame "
		"heard at "
		"time t is frame + (t - at_ns) x slope_mhz / 10\\(ha12, but no more than frame + "
		"n_valid"},
	{WIRE_STOPPED, "STOPPED", "Speaker: paused; PLAY goes on with this frame"},
	{WIRE_ENDED, "ENDED", "Speaker: the last frame has been heard"},
	{WIRE_STATUS, "STATUS",
		"Speaker, every 500 ms and after OPEN, LENGTH and SEEK: what it has, and what it "
		"wants"},
	{WIRE_PONG, "PONG", "Speaker: the token of a PING"},
	{WIRE_LEAP, "LEAP",
		"Speaker: a RUN that begins with a jump, over a skipped span or back in a loop"},
	{WIRE_FOUND, "FOUND", "Speaker: one of its devices"},
	{WIRE_CODECS, "CODECS",
		"Speaker, after each HELLO of the player, since version 3: the encodings of DATA "
		"that it decodes, bit n for encoding n. A speaker of version 2 decodes 0 and 1"},
	{WIRE_PEDAL, "PEDAL",
		"Speaker, since version 3, after PEDALS and at each change. State: 0 none is wanted, "
		"1 "
		"it is read, 2 it is not there, 3 it may not be read, 4 another program has taken "
		"it, "
		"5 it is no input device or has none of the keys, 6 not on this system"},
	{WIRE_HELD, "HELD",
		"Speaker, since version 3, at each change: what is held down of the pedal, 1 play, 2 "
		"back, 4 forward, added up. A pedal that goes away holds nothing"},
};

static const struct message_text *text_of(unsigned type)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].type == type)
			return &texts[i];
	fprintf(stderr, "man/gen: message type %u has no text in gen_wire.c\n", type);
	exit(1);
}

/* Without the name of the message in front. */
static const char *short_name(const char *name)
{
	const char *at = name;
	for (const char *c = name; *c; c++)
		if (*c == '.')
			at = c + 1;
	return at;
}

static void print_message(unsigned type, const struct wire_field *fields, size_t n_fields)
{
	const struct message_text *text = text_of(type);
	struct str head = {0};
	str_addf(&head, "%u %s", type, text->name);
	gen_item(str_get(&head), "");
	for (size_t i = 0; i < n_fields; i++)
		printf("%s%s \\fI%s\\fR", i ? ", " : "", fields[i].kind,
			short_name(fields[i].name));
	puts(n_fields ? ".\n.br" : "No body.\n.br");
	printf("%s.\n", text->says);
	str_release(&head);
}

void gen_messages(void)
{
	struct wire_field fields[MAX_FIELDS];
	for (unsigned type = 0; type < N_TYPES; type++) {
		size_t n = wire_describe(type, fields, MAX_FIELDS);
		if (n != SIZE_MAX)
			print_message(type, fields, n);
	}
}

void gen_versions(void)
{
	printf("This callmark speaks versions %d to %d.\n", WIRE_VERSION_MIN, WIRE_VERSION_MAX);
}
