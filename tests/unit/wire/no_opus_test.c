/* Tests of a build without libopus: no rate is one of Opus', and what comes of it is refused. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "testing.h"
#include "wire/opus.h"

static void there_is_no_codec(void **state)
{
	(void)state;
	struct err err = {0};
	const struct pcm_format format = {8000, 1};
	assert_null(wire_opus_name());
	assert_false(wire_opus_has_rate(8000));
	assert_null(wire_opus_encoder_new(format));
	assert_null(wire_opus_decoder_new(format, &err));
	assert_non_null(strstr(err.text, "without Opus"));
	wire_opus_encoder_free(NULL);
	wire_opus_decoder_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_is_no_codec),
	};
	return cmocka_run_group_tests_name("no opus", tests, NULL, NULL);
}
