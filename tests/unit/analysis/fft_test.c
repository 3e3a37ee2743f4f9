/* Tests of fft and lanes: against their definitions. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#define VEC_LANES LANES
#include "analysis/fft.h"
#include "analysis/vec.h"
#include "testing.h"

#define PI 3.14159265358979323846
#define BINS 16 /* looked at; all would take long by the definition */

typedef float row[FFT_LANES];

static void fill(row *re, row *im, int n_points)
{
	unsigned seed = 1;
	for (int i = 0; i < n_points; i++)
		for (int l = 0; l < FFT_LANES; l++) {
			seed = seed * 1664525u + 1013904223u;
			re[i][l] = (float)(seed >> 16) / 32768 - 1;
			seed = seed * 1664525u + 1013904223u;
			im[i][l] = (float)(seed >> 16) / 32768 - 1;
		}
}

static void assert_bin(const row *re, const row *im, int n_points, int bin, const lanes *out)
{
	for (int l = 0; l < FFT_LANES; l++) {
		double sum_re = 0, sum_im = 0;
		for (int i = 0; i < n_points; i++) {
			double angle = 2 * PI * ((int64_t)i * bin % n_points) / n_points;
			sum_re += (double)re[i][l] * cos(angle) + (double)im[i][l] * sin(angle);
			sum_im += (double)im[i][l] * cos(angle) - (double)re[i][l] * sin(angle);
		}
		assert_true(fabs((double)out[bin][l] - sum_re) < 1e-4);
		assert_true(fabs((double)out[bin][l + FFT_LANES] - sum_im) < 1e-4);
	}
}

static void a_transform_is_what_it_is_defined_as(void **state)
{
	(void)state;
	for (int n = 16; n <= 4096; n *= 2) {
		struct fft *fft = fft_new(n);
		row *re = (row *)(void *)lanes_new(n / 2), *im = (row *)(void *)lanes_new(n / 2);
		row *used_re = (row *)(void *)lanes_new(n / 2), *used_im = (row *)(void *)lanes_new(n / 2);
		lanes *out = lanes_new(n);
		fill(re, im, n);
		fill(used_re, used_im, n);
		fft_run(fft, used_re, used_im, out);
		for (int i = 0; i < BINS; i++)
			assert_bin(re, im, n, (i * (n / BINS) + i) % n, out);
		fft_free(fft);
		free(re);
		free(im);
		free(used_re);
		free(used_im);
		free(out);
	}
}

static void fourth_roots_are_near_enough(void **state)
{
	(void)state;
	vec none = {0}, root;
	vec_fourth_root(&none, &root);
	for (int l = 0; l < LANES; l++)
		assert_true(root[l] == 0);
	for (double x = 1e-6; x < 1e18; x *= 1.07) {
		vec powers = none + (float)x;
		vec_fourth_root(&powers, &root);
		for (int l = 0; l < LANES; l++)
			assert_true(fabs((double)root[l] / pow(x, 0.25) - 1) < 3e-4);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_transform_is_what_it_is_defined_as),
		cmocka_unit_test(fourth_roots_are_near_enough),
	};
	return cmocka_run_group_tests_name("fft", tests, NULL, NULL);
}
