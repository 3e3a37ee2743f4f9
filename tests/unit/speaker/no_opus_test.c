/* Tests of a speaker that was built without Opus: it says so, and is not fed it. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "speaker/peer.h"
#include "testing.h"

static void it_says_what_it_decodes(void **state)
{
	(void)state;
	struct err err;
	struct peer *peer = peer_new((struct fault_plan){0}, 30000);
	peer_greet(peer, false);
	assert_int_equal(peer_wait(peer, WIRE_CODECS).codecs.encodings, 3);
	assert_true(peer_free(peer, &err));
}

static void opus_ends_the_connection(void **state)
{
	(void)state;
	static const uint8_t packet[] = {1, 1, 8, 1, 8};
	struct wire_data data = {1, 0, 1, WIRE_OPUS, 160, packet, sizeof packet};
	struct err err;
	struct peer *peer = peer_new((struct fault_plan){0}, 30000);
	peer_greet(peer, false);
	peer_send(peer, &(struct wire_message){WIRE_OPEN, .open = {1, 1, 8000, 1, 8000}});
	peer_send(peer, &(struct wire_message){WIRE_DATA, .data = data});
	assert_true(peer_is_over(peer));
	assert_false(peer_free(peer, &err));
	assert_non_null(strstr(err.text, "without Opus"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_what_it_decodes),
		cmocka_unit_test(opus_ends_the_connection),
	};
	return cmocka_run_group_tests_name("speaker without opus", tests, NULL, NULL);
}
