/* Tests of the whole speaker with content that comes as Opus, and as what should be Opus. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "player/voice_source.h"
#include "speaker/peer.h"
#include "testing.h"
#include "wire/opus.h"

#define RATE_HZ 8000
#define N_PACKET 160
#define N_PACKETS 25
#define N_FRAMES (N_PACKETS * N_PACKET)
#define N_LEAD 40 /* frames of a fade in, and of what is too quiet to be told from silence */

static const struct pcm_format format = {RATE_HZ, 1};

static struct peer *start(struct fault_plan plan)
{
	struct peer *peer = peer_new(plan, 30000);
	peer_greet(peer, false);
	peer_send(peer, &(struct wire_message){WIRE_OPEN, .open = {++peer->epoch, 1, RATE_HZ, 1, N_FRAMES}});
	return peer;
}

/* The voice from a frame on, in a block that begins anew. */
static void send_voice(struct peer *peer, int64_t frame)
{
	static uint8_t bytes[1 + (1 + N_PACKETS) * WIRE_OPUS_MAX_PACKET]; /* static for their size */
	static int16_t input[(1 + N_PACKETS) * N_PACKET];
	struct wire_opus_encoder *encoder = wire_opus_encoder_new(format);
	int64_t start = frame + wire_opus_lookahead(encoder) - N_PACKET;
	for (int i = 0; i < (1 + N_PACKETS) * N_PACKET; i++)
		input[i] = start + i < 0 ? 0 : voice_sample(start + i, RATE_HZ, 0);
	struct wire_data data = {1, frame, 1, WIRE_OPUS, (uint32_t)(N_FRAMES - frame), bytes, 0};
	int n_packets = (int)((N_FRAMES - frame + N_PACKET - 1) / N_PACKET);
	data.n_bytes = wire_opus_encode(encoder, input, 1, n_packets, bytes);
	peer_send(peer, &(struct wire_message){WIRE_DATA, .data = data});
	wire_opus_encoder_free(encoder);
}

static void it_says_what_it_decodes(void **state)
{
	(void)state;
	struct err err;
	struct peer *peer = start((struct fault_plan){0});
	assert_int_equal(peer_wait(peer, WIRE_CODECS).codecs.encodings, 7);
	peer_greet(peer, false);
	assert_int_equal(peer_wait(peer, WIRE_CODECS).codecs.encodings, 7);
	peer_send(peer, &(struct wire_message){WIRE_HELLO, .hello = {WIRE_MAGIC, 2, 2}});
	peer_send(peer, &(struct wire_message){WIRE_PING, .ping = {5}});
	struct wire_message message;
	do
		message = peer_next(peer);
	while (message.type != WIRE_PONG && message.type != WIRE_CODECS);
	assert_int_equal(message.type, WIRE_PONG);
	assert_true(peer_free(peer, &err));
}

/* Heard from 1000 on, as it comes to the device. */
static void what_is_heard_is_at_its_place(void **state)
{
	(void)state;
	static int16_t heard[N_FRAMES]; /* static for its size */
	struct fault_plan plan = {.only_rate_hz = RATE_HZ,
		.only_channels = 1,
		.heard = heard,
		.n_heard = 2000};
	struct err err;
	struct peer *peer = start(plan);
	peer_seek(peer, 1000, true);
	send_voice(peer, 1000);
	assert_int_equal(peer_wait(peer, WIRE_ENDED).stopped.frame, N_FRAMES);
	assert_int_equal(atomic_load(&peer->device.n_kept), 2000);
	int shift = 99;
	double error = voice_error(heard + N_LEAD, 1000 + N_LEAD, 2000 - N_LEAD, format, 0, &shift);
	assert_true(error < 0.1);
	assert_in_range(shift + 2, 2, 4); /* the first frames may be silent */
	assert_true(peer_free(peer, &err));
}

static void credit_counts_what_came(void **state)
{
	(void)state;
	struct err err;
	struct peer *peer = start((struct fault_plan){0});
	send_voice(peer, 0);
	peer_seek(peer, 0, false);
	struct wire_status status;
	do
		status = peer_wait(peer, WIRE_STATUS).status;
	while (status.epoch != peer->epoch);
	assert_in_range(status.n_taken_bytes, 300, 3000);
	assert_int_equal(status.n_ahead, N_FRAMES);
	assert_true(peer_free(peer, &err));
}

static void breaks_it_off(const struct wire_data *data)
{
	struct err err;
	struct peer *peer = start((struct fault_plan){0});
	peer_send(peer, &(struct wire_message){WIRE_DATA, .data = *data});
	assert_true(peer_is_over(peer));
	assert_false(peer_free(peer, &err));
	assert_non_null(strstr(err.text, "damaged"));
}

/* Silence instead would be taken for a gap. */
static void damaged_content_ends_the_connection(void **state)
{
	(void)state;
	static const uint8_t noise[] = {1, 4, 9, 8, 7, 6, 3, 1, 2, 3};
	breaks_it_off(&(struct wire_data){1, 0, 1, WIRE_OPUS, N_PACKET, noise, sizeof noise});
	breaks_it_off(&(struct wire_data){1, 0, 1, WIRE_OPUS, N_PACKET, noise, 0});
	breaks_it_off(&(struct wire_data){1, 0, 1, WIRE_OPUS, N_PACKET, noise, 3});
	/* It goes on from nothing. */
	static const uint8_t loose[] = {0, 1, 8};
	breaks_it_off(&(struct wire_data){1, 0, 1, WIRE_OPUS, N_PACKET, loose, sizeof loose});
}

static void a_rate_that_opus_has_not_ends_the_connection(void **state)
{
	(void)state;
	static const uint8_t packet[] = {1, 1, 8, 1, 8};
	struct wire_data data = {1, 0, 1, WIRE_OPUS, 882, packet, sizeof packet};
	struct err err;
	struct peer *peer = peer_new((struct fault_plan){0}, 30000);
	peer_greet(peer, false);
	peer_send(peer, &(struct wire_message){WIRE_OPEN, .open = {1, 1, 44100, 1, N_FRAMES}});
	peer_send(peer, &(struct wire_message){WIRE_DATA, .data = data});
	assert_true(peer_is_over(peer));
	assert_false(peer_free(peer, &err));
	assert_non_null(strstr(err.text, "44100"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_what_it_decodes),
		cmocka_unit_test(what_is_heard_is_at_its_place),
		cmocka_unit_test(credit_counts_what_came),
		cmocka_unit_test(damaged_content_ends_the_connection),
		cmocka_unit_test(a_rate_that_opus_has_not_ends_the_connection),
	};
	return cmocka_run_group_tests_name("speaker opus", tests, NULL, NULL);
}
