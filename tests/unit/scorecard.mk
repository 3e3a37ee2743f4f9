# Unit tests of scorecard.
SCORECARD_SUPPORT = tests/unit/scorecard/support.c tests/unit/scorecard/support.h
check_PROGRAMS += tests/unit/scorecard/score_test
TESTS += tests/unit/scorecard/score_test
tests_unit_scorecard_score_test_SOURCES = %D%/scorecard/score_test.c $(SCORECARD_SUPPORT)
tests_unit_scorecard_score_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_scorecard_score_test_LDADD = $(PURE_TEST_LIBS)
