# Unit tests of ui: what is drawn, without a terminal.
check_PROGRAMS += tests/unit/ui/canvas_test
TESTS += tests/unit/ui/canvas_test
tests_unit_ui_canvas_test_SOURCES = %D%/ui/canvas_test.c
tests_unit_ui_canvas_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_canvas_test_LDADD = $(DRAW_TEST_LIBS)
