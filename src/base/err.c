/* What went wrong: one code for the program, one line for the person. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
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
	char prefix[sizeof err->text];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(prefix, sizeof prefix, fmt, ap);
	va_end(ap);
	utf8_cut(prefix);
	return err_set(err, err->code, _("%s: %s"), prefix, err->text);
}

bool err_at(struct err *err, const char *path, int line, int column)
{
	if (column)
		return err_set(err, err->code, "%s:%d:%d: %s", path, line, column, err->text);
	return err_set(err, err->code, "%s:%d: %s", path, line, err->text);
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
