/* The hard conditions, one a row. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "hard_call.h"

#define PLAIN .speech_db = -22, .noise_db = -58

const struct hard_condition *hard_conditions(void)
{
	static const struct hard_condition conditions[] = {
		{"plain", PLAIN},
		{"plain, stereo", PLAIN, .stereo = true},
		{"speech -6 dB", .speech_db = -12, .noise_db = -58},
		{"speech -30 dB", .speech_db = -30, .noise_db = -66},
		{"speech -36 dB", .speech_db = -36, .noise_db = -70},
		{"quiet customer, -16 dB", PLAIN, .quiet_db = -38},
		{"quiet customer, stereo", PLAIN, .quiet_db = -38, .stereo = true},
		{"noise -70 dB", .speech_db = -22, .noise_db = -70},
		{"noise -50 dB", .speech_db = -22, .noise_db = -50},
		{"noise -45 dB", .speech_db = -22, .noise_db = -45},
		{"noise -40 dB", .speech_db = -22, .noise_db = -40},
		{"hum 50 Hz", PLAIN, .hum_hz = 50, .hum_db = -34},
		{"hum 60 Hz", PLAIN, .hum_hz = 60, .hum_db = -34},
		{"DC", PLAIN, .dc = 0.15},
		{"typing", PLAIN, .typing_db = -14},
		{"breath", PLAIN, .breath_db = -40},
		{"babble -50 dB", PLAIN, .babble_db = -50},
		{"babble -56 dB", PLAIN, .babble_db = -56},
		{"babble -62 dB", PLAIN, .babble_db = -62},
		{"gain drift", PLAIN, .drift_db = 6},
		{"automatic gain", PLAIN, .agc_db = 15},
		{"lost packets 5 %", PLAIN, .lost = 0.05},
		{"clipping", PLAIN, .gain_db = 18},
		{"echo, stereo", PLAIN, .stereo = true, .echo_db = -28},
		{"short words", PLAIN, .short_words = true},
		{"mu-law", PLAIN, .codec = HARD_MULAW},
		{"GSM", PLAIN, .codec = HARD_GSM},
		{"MP3", PLAIN, .codec = HARD_MP3},
		{"2.9 and 3.1 s", PLAIN, .gap_s = {2.9, 3.1, 2.9, 3.1}},
		{"14.9 and 15.1 s", PLAIN, .gap_s = {14.9, 15.1, 14.9, 15.1}},
		{"59.9 and 60.1 s", PLAIN, .gap_s = {59.9, 60.1, 59.9, 60.1}},
		{"music", PLAIN, .filling = HARD_MUSIC, .gap_s = {15, 25, 9, 40}},
		{"music, stereo", PLAIN, .filling = HARD_MUSIC, .gap_s = {15, 25, 9, 40}, .stereo = true},
		{"music, GSM", PLAIN, .filling = HARD_MUSIC, .gap_s = {15, 25, 9, 40}, .codec = HARD_GSM},
		{"beeps", PLAIN, .filling = HARD_BEEPS, .gap_s = {31, 42, 35, 55}},
		{"digital silence", PLAIN, .filling = HARD_DIGITAL, .gap_s = {12, 31, 18, 24}},
		{"comfort noise", PLAIN, .filling = HARD_COMFORT, .gap_s = {12, 31, 18, 24}},
		{"typing, GSM, noise -50 dB", .speech_db = -22, .noise_db = -50, .typing_db = -14,
			.codec = HARD_GSM},
		{"breath, hum, mu-law", PLAIN, .breath_db = -42, .hum_hz = 50, .hum_db = -38,
			.codec = HARD_MULAW},
		{"hum 50 Hz, automatic gain", PLAIN, .hum_hz = 50, .hum_db = -34, .agc_db = 15},
		{"hum 50 Hz, GSM", PLAIN, .hum_hz = 50, .hum_db = -34, .codec = HARD_GSM},
		{"hum 50 Hz, automatic gain, GSM", PLAIN, .hum_hz = 50, .hum_db = -34, .agc_db = 15,
			.codec = HARD_GSM},
		{"lost packets 5 %, GSM", PLAIN, .lost = 0.05, .codec = HARD_GSM},
		{"lost packets 5 %, music", PLAIN, .lost = 0.05, .filling = HARD_MUSIC, .gap_s = {16, 25, 9, 40}},
		{"lost packets 10 %, music, GSM", .beyond = true, PLAIN, .lost = 0.1, .filling = HARD_MUSIC,
			.gap_s = {16, 25, 9, 40}, .codec = HARD_GSM},
		{"music -12 dB", PLAIN, .music_db = -12, .filling = HARD_MUSIC, .gap_s = {16, 25, 9, 40}},
		{"music, announced", PLAIN, .filling = HARD_ANNOUNCED, .gap_s = {20, 33, 28, 45}},
		{"music -12 dB, announced", .beyond = true, PLAIN, .music_db = -12, .filling = HARD_ANNOUNCED,
			.gap_s = {20, 33, 28, 45}},
		{"music -12 dB, announced, GSM", .beyond = true, PLAIN, .music_db = -12, .filling = HARD_ANNOUNCED,
			.gap_s = {20, 33, 28, 45}, .codec = HARD_GSM},
		{.name = NULL},
	};
	return conditions;
}
