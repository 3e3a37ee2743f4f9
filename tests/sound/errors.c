/* How far claims are beside the truth. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "errors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

void errors_add(struct errors *errors, double error_ms)
{
	MEM_GROW(errors->sizes, errors->n, errors->room);
	errors->sizes[errors->n++] = fabs(error_ms);
	errors->sum += error_ms;
	errors->sum_abs += fabs(error_ms);
	errors->worst = fabs(error_ms) > fabs(errors->worst) ? error_ms : errors->worst;
}

void errors_sort(struct errors *errors)
{
	qsort(errors->sizes, errors->n, sizeof *errors->sizes, compare_doubles);
}

void errors_print(struct errors *errors, const char *name)
{
	if (!errors->n)
		return;
	errors_sort(errors);
	double n = (double)errors->n;
	printf("# %s: mean %.2f ms; sizes: mean %.2f ms, 95 %% %.1f ms, 99 %% %.1f ms; "
	       "worst %.2f ms, %zu places\n",
		name, errors->sum / n, errors->sum_abs / n, errors->sizes[errors->n * 95 / 100],
		errors->sizes[errors->n * 99 / 100], errors->worst, errors->n);
	free(errors->sizes);
}
