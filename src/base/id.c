/* Random identifiers for rows that several machines may make. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/id.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

void id_random(char id[ID_SIZE])
{
	static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
	uint8_t bytes[17] = {0};
	if (getentropy(bytes, 16) != 0) /* only without the system call */
		abort();
	for (unsigned i = 0; i < 26; i++) {
		unsigned bit = i * 5, pair = (unsigned)bytes[bit / 8] << 8 | bytes[bit / 8 + 1];
		id[i] = digits[(pair >> (11 - bit % 8)) & 31];
	}
	id[26] = '\0';
}
