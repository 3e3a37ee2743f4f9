/* Translated texts: _() looks a text up, N_() only marks it for the catalogue. */
/* SPDX-License-Identifier: MIT */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
