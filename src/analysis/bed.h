/* Whether something is heard on under words: music under an announcement. */
/* SPDX-License-Identifier: MIT */
#ifndef ANALYSIS_BED_H
#define ANALYSIS_BED_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/ear.h"

/* Decides by blocks of 1.5 s: in so many even the softest 30 ms are so far above the line's floor and
 * no further under the loud. Words close the mouth more often than that. */
#define BED_BLOCK_HOPS 150
#define BED_PART 0.7f
#define BED_ABOVE_DB 8.0f
#define BED_UNDER_DB 22.0f
#define BED_VOICED 0.45f /* and those are so voiced on the mean: noise that rises is no bed */

/* In hops from..to, within the ear's memory. floor_db: of the line without music. */
bool bed_is_heard(const struct ear *ear, int64_t from, int64_t to, float floor_db)
	__attribute__((nonnull, pure));

#endif
