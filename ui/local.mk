# What is drawn (pure: libdraw.a) and what talks to the terminal (libui.a).
# SPDX-License-Identifier: MIT

noinst_LIBRARIES += ui/libdraw.a ui/libui.a
ui_libdraw_a_SOURCES = \
	%D%/canvas.h \
	%D%/pane.h
ui_libdraw_a_CPPFLAGS = $(AM_CPPFLAGS)
ui_libui_a_SOURCES =
ui_libui_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
