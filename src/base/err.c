/* What went wrong: one code for the program, one line for the person. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	/* Through a copy, because the arguments may be parts of *err itself. */
	struct err filled = {.code = code};
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(filled.text, sizeof filled.text, fmt, ap);
	va_end(ap);
	utf8_cut(filled.text);
	*err = filled;
	return false;
}

bool err_prefix(struct err *err, const char *fmt, ...)
{
	struct err filled = {.code = err->code};
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(filled.text, sizeof filled.text, fmt, ap);
	va_end(ap);
	size_t n_used = strlen(filled.text);
	snprintf(filled.text + n_used, sizeof filled.text - n_used, ": %s", err->text);
	utf8_cut(filled.text);
	*err = filled;
	return false;
}

const char *err_strerror(int errnum, char *buf, unsigned long n_buf)
{
#ifdef STRERROR_R_CHAR_P
	return strerror_r(errnum, buf, n_buf);
#else
	if (strerror_r(errnum, buf, n_buf) != 0)
		snprintf(buf, n_buf, "%d", errnum);
	return buf;
#endif
}
