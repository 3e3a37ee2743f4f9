# Unit tests of ui: what is drawn, without a terminal.
check_PROGRAMS += tests/unit/ui/canvas_test
TESTS += tests/unit/ui/canvas_test
tests_unit_ui_canvas_test_SOURCES = %D%/ui/canvas_test.c
tests_unit_ui_canvas_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_canvas_test_LDADD = $(DRAW_TEST_LIBS)

check_PROGRAMS += tests/unit/ui/gap_list_test tests/unit/ui/review_test tests/unit/ui/screens_test
TESTS += tests/unit/ui/gap_list_test tests/unit/ui/review_test tests/unit/ui/screens_test
tests_unit_ui_gap_list_test_SOURCES = %D%/ui/gap_list_test.c %D%/ui/canned.c %D%/ui/canned.h
tests_unit_ui_gap_list_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_gap_list_test_LDADD = $(DRAW_TEST_LIBS)
tests_unit_ui_review_test_SOURCES = %D%/ui/review_test.c %D%/ui/canned.c %D%/ui/canned.h
tests_unit_ui_review_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_review_test_LDADD = $(DRAW_TEST_LIBS)
tests_unit_ui_screens_test_SOURCES = %D%/ui/screens_test.c %D%/ui/canned.c %D%/ui/canned.h
tests_unit_ui_screens_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_screens_test_LDADD = $(DRAW_TEST_LIBS)

check_PROGRAMS += tests/unit/ui/listening_test
TESTS += tests/unit/ui/listening_test
tests_unit_ui_listening_test_SOURCES = %D%/ui/listening_test.c %D%/ui/canned.c %D%/ui/canned.h
tests_unit_ui_listening_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_listening_test_LDADD = $(DRAW_TEST_LIBS)

# The pictures that these tests compare with.
SCREENS = calls-120x40 calls-80x24 first-80x24 gaps-120x40 gaps-60x16 gaps-80x24 \
	gaps-changed-80x24 gaps-zh-80x24 guideline-80x24 review-120x40 review-20x5 \
	review-400x120 review-60x16 review-80x24 review-ascii-80x24 review-block-80x24 \
	review-empty-80x24 review-mono-120x40 review-mono-80x24 review-wide-80x24 \
	review-zh-120x40 review-zh-80x24 submit-80x24 submit-complete-80x24
EXTRA_DIST += $(SCREENS:%=tests/unit/ui/screens/%.txt)
