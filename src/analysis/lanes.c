/* Eight numbers side by side, which one instruction of the machine can work on. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "analysis/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

lanes *lanes_new(int n_rows)
{
	size_t n_bytes = (size_t)n_rows * sizeof(lanes);
	lanes *rows = aligned_alloc(sizeof(lanes), n_bytes); /* malloc alone does not align for them */
	if (!rows)
		return mem_alloc(SIZE_MAX); /* ends the program, as all want of memory does */
	memset(rows, 0, n_bytes);
	return rows;
}
