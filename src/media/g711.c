/* Mu-law and A-law as tables. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "media/g711.h"

#define ULAW_BIAS 132

void g711_fill_ulaw(int16_t table[256])
{
	for (int byte = 0; byte < 256; byte++) {
		int code = ~byte, size = (((code & 15) << 3) + ULAW_BIAS) << (code >> 4 & 7);
		table[byte] = (int16_t)(code & 128 ? ULAW_BIAS - size : size - ULAW_BIAS);
	}
}

void g711_fill_alaw(int16_t table[256])
{
	for (int byte = 0; byte < 256; byte++) {
		int code = byte ^ 0x55, segment = code >> 4 & 7, size = ((code & 15) << 4) + 8;
		if (segment > 0)
			size = (size + 256) << (segment - 1);
		table[byte] = (int16_t)(code & 128 ? size : -size);
	}
}
