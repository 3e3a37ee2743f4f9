/* How loud one hop of one channel is. */
/* SPDX-License-Identifier: MIT */
#if defined __GNUC__ && !defined __clang__
#pragma GCC optimize("O3") /* gcc unrolls the sums from here on */
#endif
#include "config.h"
#include "analysis/level.h"

#include <math.h>
#include <string.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "analysis/lanes.h"

#define FULL_SCALE (32768.0 * 32768.0)
#define NONE_POWER 1e-13 /* LEVEL_NONE_DB */

/* By the series of the area tangent of a fraction near 1; each C library has a logarithm of its own. */
float level_db_of(double power)
{
	const double ten_log_two = 3.0102999566398120, ten_over_log_ten = 4.3429448190325183;
	const int64_t root_of_half_bits = INT64_C(0x3fe6a09e667f3bcd);
	int64_t bits;
	double fraction;
	if (power <= NONE_POWER)
		return LEVEL_NONE_DB;
	memcpy(&bits, &power, sizeof bits);
	/* From the root of a half to the root of two, without a branch that nobody can foresee. */
	int64_t exponent = (bits - root_of_half_bits) >> 52;
	bits -= exponent * (INT64_C(1) << 52);
	memcpy(&fraction, &bits, sizeof fraction);
	double t = (fraction - 1) / (fraction + 1), tt = t * t;
	double series = t * (2 + tt * (2.0 / 3 + tt * (2.0 / 5 + tt * (2.0 / 7 + tt * (2.0 / 9)))));
	return (float)((double)exponent * ten_log_two + series * ten_over_log_ten);
}

/* Sums over a hop; exact. */
struct sums {
	int64_t sum;
	uint64_t square;
	int64_t product; /* of each sample and that `lag` earlier */
};

static void add_plainly(struct sums *sums, const int16_t *samples, int n, int lag)
{
	for (int i = 0; i < n; i++) {
		int32_t x = samples[i];
		sums->sum += x;
		sums->square += (uint32_t)(x * x);
		sums->product += x * samples[i - lag];
	}
}

#ifdef __x86_64__
/* Adds the four numbers, which are not negative, to the two. */
static __m128i add_wide(__m128i sum, __m128i four)
{
	const __m128i low = _mm_set_epi32(0, -1, 0, -1);
	return _mm_add_epi64(sum, _mm_add_epi64(_mm_and_si128(four, low), _mm_srli_epi64(four, 32)));
}

static uint64_t add_both(__m128i sum)
{
	uint64_t both[2];
	memcpy(both, &sum, sizeof both);
	return both[0] + both[1];
}

/* Eight samples at a time; returns how many are done. Two products of 16 bits may be anything from
 * `lowest` to 2^31: lifted by it they are no more negative. */
static int add_by_eight(struct sums *sums, const int16_t *samples, int n, int lag)
{
	const int32_t lowest = 2 * -32768 * 32767;
	const __m128i ones = _mm_set1_epi16(1), lift = _mm_set1_epi32(-lowest);
	__m128i sum = _mm_setzero_si128(), square = sum, product = sum;
	int i = 0;
	for (; i + 8 <= n; i += 8) {
		__m128i x = _mm_loadu_si128((const __m128i *)(const void *)(samples + i));
		__m128i earlier = _mm_loadu_si128((const __m128i *)(const void *)(samples + i - lag));
		sum = _mm_add_epi32(sum, _mm_madd_epi16(x, ones));
		square = add_wide(square, _mm_madd_epi16(x, x));
		product = add_wide(product, _mm_add_epi32(_mm_madd_epi16(x, earlier), lift));
	}
	int32_t four[4];
	memcpy(four, &sum, sizeof four);
	sums->sum = (int64_t)four[0] + four[1] + four[2] + four[3];
	sums->square = add_both(square);
	sums->product = (int64_t)add_both(product) + (int64_t)i / 2 * lowest;
	return i;
}

LANES_AVX2 static inline __m256i add_wider(__m256i sum, __m256i eight)
{
	const __m256i low = _mm256_set1_epi64x(0xffffffff);
	return _mm256_add_epi64(sum, _mm256_add_epi64(_mm256_and_si256(eight, low), _mm256_srli_epi64(eight, 32)));
}

LANES_AVX2 static inline __m128i halves_of(__m256i sum)
{
	return _mm_add_epi64(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
}

/* The same by sixteen. */
LANES_AVX2 static int add_by_sixteen(struct sums *sums, const int16_t *samples, int n, int lag)
{
	const int32_t lowest = 2 * -32768 * 32767;
	const __m256i ones = _mm256_set1_epi16(1), lift = _mm256_set1_epi32(-lowest);
	__m256i sum = _mm256_setzero_si256(), square = sum, product = sum;
	int i = 0;
	for (; i + 16 <= n; i += 16) {
		__m256i x = _mm256_loadu_si256((const __m256i *)(const void *)(samples + i));
		__m256i earlier = _mm256_loadu_si256((const __m256i *)(const void *)(samples + i - lag));
		sum = _mm256_add_epi32(sum, _mm256_madd_epi16(x, ones));
		square = add_wider(square, _mm256_madd_epi16(x, x));
		product = add_wider(product, _mm256_add_epi32(_mm256_madd_epi16(x, earlier), lift));
	}
	int32_t eight[8];
	memcpy(eight, &sum, sizeof eight);
	for (int l = 0; l < 8; l++)
		sums->sum += eight[l];
	sums->square = add_both(halves_of(square));
	sums->product = (int64_t)add_both(halves_of(product)) + (int64_t)i / 2 * lowest;
	return i;
}
#else
static int add_by_sixteen(struct sums *sums, const int16_t *samples, int n, int lag)
{
	(void)sums, (void)samples, (void)n, (void)lag;
	return 0;
}

static int add_by_eight(struct sums *sums, const int16_t *samples, int n, int lag)
{
	(void)sums, (void)samples, (void)n, (void)lag;
	return 0;
}
#endif

/* Sum of (x - earlier)^2, from sums of x^2 and of x * earlier: the squares of the earlier samples are
 * those of the hop but for both ends. */
static uint64_t edge_square(const struct sums *sums, const int16_t *samples, int n, int lag)
{
	uint64_t earlier = sums->square;
	for (int i = 1; i <= lag; i++) {
		int32_t before = samples[-i], last = samples[n - i];
		earlier += (uint64_t)((int64_t)before * before - (int64_t)last * last);
	}
	return sums->square + earlier - 2 * (uint64_t)sums->product;
}

void level_measure(struct levels *levels, int i, const int16_t *samples, int n, int lag)
{
	struct sums sums = {0};
	int done = LANES_WIDE() ? add_by_sixteen(&sums, samples, n, lag) : add_by_eight(&sums, samples, n, lag);
	add_plainly(&sums, samples + done, n - done, lag);
	double mean = (double)sums.sum / n, scale = 1 / (FULL_SCALE * n);
	double square = (double)sums.square - mean * (double)sums.sum;
	levels->rms_power[i] = square > 0 ? (float)(square * scale) : 0;
	levels->edge_power[i] = (float)((double)edge_square(&sums, samples, n, lag) * scale);
}

/* As level_db_of, of eight. */
LANES_BODY void decibels(const float *powers, float *db)
{
	const float ten_log_two = 3.01029995664f, ten_over_log_ten = 4.34294481903f;
	const int32_t root_of_half_bits = 0x3f3504f3;
	const lanes none = (lanes){0} + LEVEL_NONE_DB;
	lanes power;
	memcpy(&power, powers, sizeof power);
	lane_ints bits = (lane_ints)power;
	lane_ints exponent = (bits - root_of_half_bits) >> 23;
	lanes fraction = (lanes)(bits - (exponent << 23));
	lanes t = (fraction - 1) / (fraction + 1), tt = t * t;
	lanes series = t * (2 + tt * (2.0f / 3 + tt * (2.0f / 5 + tt * (2.0f / 7))));
	lanes answer = __builtin_convertvector(exponent, lanes) * ten_log_two + series * ten_over_log_ten;
	answer = LANES_PICK(power <= (float)NONE_POWER, none, answer);
	memcpy(db, &answer, sizeof answer);
}

LANES_BODY void tell(struct levels *levels, int from, int to)
{
	for (int i = from / LANES * LANES; i < to; i += LANES) {
		decibels(levels->rms_power + i, levels->rms_db + i);
		decibels(levels->edge_power + i, levels->edge_db + i);
	}
}

LANES_AVX2 static void tell_wide(struct levels *levels, int from, int to)
{
	tell(levels, from, to);
}

void level_tell(struct levels *levels, int from, int to)
{
	_Static_assert(LEVELS_MOST % LANES == 0, "whole rows");
	if (LANES_WIDE())
		tell_wide(levels, from, to);
	else
		tell(levels, from, to);
}
