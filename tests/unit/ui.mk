# Unit tests of ui: what is drawn, without a terminal.
check_PROGRAMS += tests/unit/ui/canvas_test
TESTS += tests/unit/ui/canvas_test
tests_unit_ui_canvas_test_SOURCES = %D%/ui/canvas_test.c
tests_unit_ui_canvas_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_canvas_test_LDADD = $(DRAW_TEST_LIBS)

DRAWN_SOURCES = %D%/ui/canned.c %D%/ui/canned.h %D%/ui/drawn.c %D%/ui/drawn.h
check_PROGRAMS += tests/unit/ui/gap_list_test tests/unit/ui/review_test tests/unit/ui/screens_test
TESTS += tests/unit/ui/gap_list_test tests/unit/ui/review_test tests/unit/ui/screens_test
tests_unit_ui_gap_list_test_SOURCES = %D%/ui/gap_list_test.c $(DRAWN_SOURCES)
tests_unit_ui_gap_list_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_gap_list_test_LDADD = $(DRAW_TEST_LIBS)
tests_unit_ui_review_test_SOURCES = %D%/ui/review_test.c $(DRAWN_SOURCES)
tests_unit_ui_review_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_review_test_LDADD = $(DRAW_TEST_LIBS)
tests_unit_ui_screens_test_SOURCES = %D%/ui/screens_test.c %D%/ui/canned.c %D%/ui/canned.h
tests_unit_ui_screens_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_screens_test_LDADD = $(DRAW_TEST_LIBS)

check_PROGRAMS += tests/unit/ui/listening_test
TESTS += tests/unit/ui/listening_test
tests_unit_ui_listening_test_SOURCES = %D%/ui/listening_test.c $(DRAWN_SOURCES)
tests_unit_ui_listening_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_listening_test_LDADD = $(DRAW_TEST_LIBS)

check_PROGRAMS += tests/unit/ui/hints_test
TESTS += tests/unit/ui/hints_test
tests_unit_ui_hints_test_SOURCES = %D%/ui/hints_test.c $(DRAWN_SOURCES)
tests_unit_ui_hints_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_hints_test_LDADD = $(DRAW_TEST_LIBS)

check_PROGRAMS += tests/unit/ui/panes_test
TESTS += tests/unit/ui/panes_test
tests_unit_ui_panes_test_SOURCES = %D%/ui/panes_test.c $(DRAWN_SOURCES) %D%/ui/canned_panes.c
tests_unit_ui_panes_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_ui_panes_test_LDADD = $(DRAW_TEST_LIBS)

# The pictures that these tests compare with.
SCREENS = calls-120x40 calls-80x24 first-80x24 gaps-120x40 gaps-60x16 gaps-80x24 \
	gaps-changed-80x24 gaps-zh-80x24 guideline-80x24 review-120x40 review-20x5 \
	review-400x120 review-60x16 review-80x24 review-ascii-80x24 review-block-80x24 \
	review-empty-80x24 review-mono-120x40 review-mono-80x24 review-wide-80x24 \
	review-zh-120x40 review-zh-80x24 submit-80x24 submit-complete-80x24
SCREENS += notes-80x24 notes-120x40 notes-zh-80x24 notes-zh-120x40
SCREENS += marks-80x24 marks-120x40 marks-zh-80x24 marks-zh-120x40 reasons-80x24 reasons-120x40 \
	reasons-zh-80x24 reasons-zh-120x40 flags-80x24 flags-120x40 flags-zh-80x24 flags-zh-120x40 \
	faults-80x24 faults-120x40 faults-zh-80x24 faults-zh-120x40 contact-80x24 contact-120x40 \
	contact-zh-80x24 contact-zh-120x40 incidents-80x24 incidents-120x40 incidents-zh-80x24 \
	incidents-zh-120x40 item-80x24 item-120x40 item-zh-80x24 item-zh-120x40 submit-all-80x24 \
	submit-all-120x40 submit-all-zh-80x24 submit-all-zh-120x40
EXTRA_DIST += $(SCREENS:%=tests/unit/ui/screens/%.txt)
