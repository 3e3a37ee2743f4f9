# What is drawn (pure: libdraw.a) and what talks to the terminal (libui.a).
# SPDX-License-Identifier: MIT

noinst_LIBRARIES += ui/libdraw.a ui/libui.a
ui_libdraw_a_SOURCES = \
	%D%/canvas.c %D%/canvas.h \
	%D%/canvas_dots.c \
	%D%/canvas_paragraph.c \
	%D%/completion.c %D%/completion.h \
	%D%/pane.h \
	%D%/pane_contact.c \
	%D%/pane_gap_list.c \
	%D%/pane_gaps.c \
	%D%/pane_hints.c \
	%D%/pane_incidents.c \
	%D%/pane_item.c \
	%D%/pane_lines.c %D%/pane_notes.c \
	%D%/pane_parts.h \
	%D%/pane_pick.c \
	%D%/pane_scorecard.c \
	%D%/pane_submit.c \
	%D%/pane_transport.c \
	%D%/scorecard_row.c %D%/scorecard_row.h \
	%D%/screen_calls.c \
	%D%/screen_first.c \
	%D%/screen_help.c \
	%D%/screen_review.c \
	%D%/search.c %D%/search.h \
	%D%/timeline.c %D%/timeline.h \
	%D%/timeline_heard.c \
	%D%/timeline_lane.c \
	%D%/timeline_page.c \
	%D%/timeline_scale.c \
	%D%/timeline_wave.c \
	%D%/width.c %D%/width.h
ui_libdraw_a_CPPFLAGS = $(AM_CPPFLAGS)
ui_libui_a_SOURCES = \
	%D%/app.c %D%/app.h \
	%D%/app_audio.c \
	%D%/app_commands.c \
	%D%/app_complete.c \
	%D%/app_draw.c \
	%D%/app_forms.c \
	%D%/app_incident.c \
	%D%/app_keys.c \
	%D%/app_line.c \
	%D%/app_open.c \
	%D%/app_pedal.c \
	%D%/app_mouse.c \
	%D%/app_parts.h \
	%D%/glyph.c %D%/glyph.h \
	%D%/recall.c %D%/recall.h \
	%D%/lineedit.c %D%/lineedit.h \
	%D%/palette.c %D%/palette.h \
	%D%/rescue.c %D%/rescue.h \
	%D%/signals.c %D%/signals.h \
	%D%/term.c %D%/term.h \
	%D%/term_facts.c %D%/term_facts.h \
	%D%/termcaps.c %D%/termcaps.h
ui_libui_a_CPPFLAGS = $(AM_CPPFLAGS) $(NCURSES_CFLAGS)
