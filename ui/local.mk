# What is drawn (pure: libdraw.a) and what talks to the terminal (libui.a).
# SPDX-License-Identifier: MIT

noinst_LIBRARIES += ui/libdraw.a ui/libui.a
ui_libdraw_a_SOURCES = \
	%D%/canvas.c %D%/canvas.h \
	%D%/canvas_dots.c \
	%D%/canvas_paragraph.c \
	%D%/pane.h \
	%D%/width.c %D%/width.h
ui_libdraw_a_CPPFLAGS = $(AM_CPPFLAGS)
ui_libui_a_SOURCES =
ui_libui_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
