# Unit tests of review.
REVIEW_DESK = %D%/review_desk.c %D%/review_desk.h tests/fixture.c tests/fixture.h
REVIEW_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/%D%
check_PROGRAMS += tests/unit/review_test tests/unit/review_gaps_test
TESTS += tests/unit/review_test tests/unit/review_gaps_test
tests_unit_review_test_SOURCES = %D%/review_test.c $(REVIEW_DESK)
tests_unit_review_test_CPPFLAGS = $(REVIEW_CPPFLAGS)
tests_unit_review_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_review_gaps_test_SOURCES = %D%/review_gaps_test.c $(REVIEW_DESK)
tests_unit_review_gaps_test_CPPFLAGS = $(REVIEW_CPPFLAGS)
tests_unit_review_gaps_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/review_listening_test
TESTS += tests/unit/review_listening_test
tests_unit_review_listening_test_SOURCES = %D%/review_listening_test.c $(REVIEW_DESK)
tests_unit_review_listening_test_CPPFLAGS = $(REVIEW_CPPFLAGS)
tests_unit_review_listening_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/review_marks_test tests/unit/review_forms_test \
	tests/unit/review_walk_test
TESTS += tests/unit/review_marks_test tests/unit/review_forms_test \
	tests/unit/review_walk_test
tests_unit_review_marks_test_SOURCES = %D%/review_marks_test.c %D%/review_card.h $(REVIEW_DESK)
tests_unit_review_marks_test_CPPFLAGS = $(REVIEW_CPPFLAGS)
tests_unit_review_marks_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_review_forms_test_SOURCES = %D%/review_forms_test.c %D%/review_card.h $(REVIEW_DESK)
tests_unit_review_forms_test_CPPFLAGS = $(REVIEW_CPPFLAGS) $(SQLITE_CFLAGS)
tests_unit_review_forms_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_review_walk_test_SOURCES = %D%/review_walk_test.c %D%/review_card.h $(REVIEW_DESK)
tests_unit_review_walk_test_CPPFLAGS = $(REVIEW_CPPFLAGS)
tests_unit_review_walk_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/review_far_test
TESTS += tests/unit/review_far_test
tests_unit_review_far_test_SOURCES = %D%/review_far_test.c $(REVIEW_DESK) \
	%D%/player/stage.c %D%/player/stage.h
tests_unit_review_far_test_CPPFLAGS = $(REVIEW_CPPFLAGS)
tests_unit_review_far_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/review_windows_test
TESTS += tests/unit/review_windows_test
tests_unit_review_windows_test_SOURCES = %D%/review_windows_test.c $(REVIEW_DESK)
tests_unit_review_windows_test_CPPFLAGS = $(REVIEW_CPPFLAGS)
tests_unit_review_windows_test_LDADD = $(FULL_TEST_LIBS)
