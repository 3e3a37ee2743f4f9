# The real program on a pseudo-terminal, its screen read by libvterm.
# SPDX-License-Identifier: MIT

check_LIBRARIES += tests/screen/libscreen.a
tests_screen_libscreen_a_SOURCES = \
	%D%/child.c %D%/child.h \
	%D%/screen.c %D%/screen.h \
	tests/fixture.c tests/fixture.h
tests_screen_libscreen_a_CPPFLAGS = $(UNIT_CPPFLAGS) $(VTERM_CFLAGS)
SCREEN_TEST_LIBS = tests/screen/libscreen.a $(VTERM_LIBS) -lutil -lm

# The terminal alone, with a small program that shows a picture.
check_PROGRAMS += tests/screen/show tests/screen/term_test tests/screen/term_ends_test
TESTS += tests/screen/term_test tests/screen/term_ends_test
tests_screen_show_SOURCES = %D%/show.c %D%/picture.c %D%/picture.h
tests_screen_show_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_show_LDADD = ui/libui.a ui/libdraw.a $(PURE_LIBS) $(NCURSES_LIBS)
SESSION_SOURCES = %D%/session.c %D%/session.h %D%/picture.c %D%/picture.h
tests_screen_term_test_SOURCES = %D%/term_test.c $(SESSION_SOURCES)
tests_screen_term_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_term_test_LDADD = $(SCREEN_TEST_LIBS) $(DRAW_TEST_LIBS)
EXTRA_tests_screen_term_test_DEPENDENCIES = tests/screen/show
tests_screen_term_ends_test_SOURCES = %D%/term_ends_test.c $(SESSION_SOURCES)
tests_screen_term_ends_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_term_ends_test_LDADD = $(SCREEN_TEST_LIBS) $(DRAW_TEST_LIBS)
EXTRA_tests_screen_term_ends_test_DEPENDENCIES = tests/screen/show

# The whole program.
check_PROGRAMS += tests/screen/callmark_test
TESTS += tests/screen/callmark_test
tests_screen_callmark_test_SOURCES = %D%/callmark_test.c
tests_screen_callmark_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_callmark_test_LDADD = $(SCREEN_TEST_LIBS) $(PURE_TEST_LIBS)
EXTRA_tests_screen_callmark_test_DEPENDENCIES = src/callmark

# Its parts that need no terminal.
check_PROGRAMS += tests/unit/ui/glyph_test tests/unit/ui/lineedit_test tests/unit/ui/signals_test
TESTS += tests/unit/ui/glyph_test tests/unit/ui/lineedit_test tests/unit/ui/signals_test
tests_unit_ui_glyph_test_SOURCES = tests/unit/ui/glyph_test.c
tests_unit_ui_glyph_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_glyph_test_LDADD = ui/libui.a $(PURE_TEST_LIBS)
tests_unit_ui_lineedit_test_SOURCES = tests/unit/ui/lineedit_test.c
tests_unit_ui_lineedit_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_lineedit_test_LDADD = ui/libui.a $(PURE_TEST_LIBS)
tests_unit_ui_signals_test_SOURCES = tests/unit/ui/signals_test.c
tests_unit_ui_signals_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_signals_test_LDADD = ui/libui.a $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/ui/line_test
TESTS += tests/unit/ui/line_test
tests_unit_ui_line_test_SOURCES = tests/unit/ui/line_test.c tests/unit/ui/canned.c \
	tests/unit/ui/canned.h tests/fixture.c tests/fixture.h
tests_unit_ui_line_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_line_test_LDADD = ui/libui.a ui/libdraw.a $(FULL_TEST_LIBS)
