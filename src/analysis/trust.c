/* How sure it is that a gap is right. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/trust.h"

#include <math.h>

/* 1: so little talk that it may be none. */
static float doubt_in_talk(int64_t n_hops)
{
	if (n_hops < TRUST_BLIP_HOPS || n_hops >= TRUST_SOME_HOPS)
		return 0;
	return n_hops < TRUST_LITTLE_HOPS ? 1.0f : 0.5f;
}

static float odds_of_silence(const struct trust_facts *facts, float length)
{
	float loud = fminf(fmaxf((facts->level_db + 55) / 10, -1), 2);
	return TRUST_LOUD * loud + TRUST_SILENCE_LONG * logf(length / 500);
}

static float odds_of_hold(const struct trust_facts *facts, float length)
{
	float odds = TRUST_HOLD_LONG * logf(length / 2000);
	switch (facts->subtype) {
	case SUBTYPE_MUSIC:
		return odds + TRUST_MUSIC;
	case SUBTYPE_ANNOUNCE:
		return odds + TRUST_ANNOUNCE;
	case SUBTYPE_BEEP:
		return odds + TRUST_BEEP;
	case SUBTYPE_DIGITAL:
		return odds + TRUST_DIGITAL;
	case SUBTYPE_NONE:
	case SUBTYPE_RINGBACK:
	case SUBTYPE_DTMF:
	case SUBTYPE_BUSY:
	case SUBTYPE_FAX:
		break;
	}
	return odds;
}

float trust_in(const struct trust_facts *facts)
{
	float length = (float)(facts->n_hops < TRUST_LONG_HOPS ? facts->n_hops : TRUST_LONG_HOPS);
	float odds = TRUST_START + TRUST_LITTLE_BEFORE * doubt_in_talk(facts->n_before) +
		TRUST_LITTLE_AFTER * doubt_in_talk(facts->n_after);
	odds += facts->subtype == SUBTYPE_NONE ? odds_of_silence(facts, length) :
		odds_of_hold(facts, length);
	return roundf(100 / (1 + expf(-odds))) / 100;
}
