/* Calls built under hard conditions, out of the speech and the music of the sample call. */
/* SPDX-License-Identifier: MIT */
#ifndef BENCH_HARD_CALL_H
#define BENCH_HARD_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HARD_RATE_HZ 8000
#define HARD_MAX_GAPS 32

/* What fills the gaps of a call. */
enum hard_filling {
	HARD_SILENCE,
	HARD_MUSIC,
	HARD_ANNOUNCED, /* music, and over it the same words each 12 s */
	HARD_BEEPS,   /* one each 10 s */
	HARD_DIGITAL, /* zeros in place of the line: either kind is right, on one channel */
	HARD_COMFORT, /* another, quieter noise in place of the line: likewise */
};

enum hard_codec {
	HARD_PCM,
	HARD_MULAW,
	HARD_GSM,
	HARD_MP3,
};

/* Levels in dB full scale, as RMS; 0 means there is none of it. */
struct hard_condition {
	const char *name;
	bool beyond;      /* more than is asked of the detector: in the table, not in the test */
	bool stereo;
	enum hard_filling filling;
	double gap_s[4];  /* lengths taken by turns; 0: any of 4..20 s */
	double speech_db;
	double quiet_db;  /* of every other turn, when it has a level of its own */
	double noise_db;
	double music_db;  /* softer than on the tape by so much */
	double hum_db;
	int hum_hz;
	double dc;        /* of full scale */
	double typing_db; /* of the clicks' peaks */
	double breath_db;
	double babble_db;
	double drift_db;  /* the gain of the line swings by so much either way, in 40 s */
	double agc_db;    /* the line's noise rises by so much in each pause, 2 dB a second */
	double echo_db;   /* of the other leg, 80 ms late; stereo */
	double lost;      /* part of the packets of 20 ms that is zeros */
	double gain_db;   /* into the clipping */
	bool short_words; /* turns of one word of 0.3 to 0.8 s */
	enum hard_codec codec;
};

struct hard_gap {
	double start_s, end_s;
	bool hold, either; /* either: both kinds are right */
};

struct hard_call {
	int channels;
	int64_t n_frames;
	int16_t *frames; /* interleaved */
	struct hard_gap gaps[HARD_MAX_GAPS]; /* all longer than 1 s */
	size_t n_gaps;
};

/* Where the words and the music come from. */
struct hard_bank;
/* Reads the sample call; ends the program if it cannot. */
struct hard_bank *hard_bank_new(void) __attribute__((returns_nonnull, warn_unused_result));
void hard_bank_free(struct hard_bank *bank);

/* Conditions, one a row; name NULL at the end. Static. */
const struct hard_condition *hard_conditions(void) __attribute__((returns_nonnull));
/* The same seed gives the same call. */
void hard_call_init(struct hard_call *call, const struct hard_bank *bank,
	const struct hard_condition *condition, uint32_t seed) __attribute__((nonnull));
void hard_call_release(struct hard_call *call) __attribute__((nonnull));

#endif
