# Unit tests of review.
check_PROGRAMS += tests/unit/review_test
TESTS += tests/unit/review_test
tests_unit_review_test_SOURCES = %D%/review_test.c tests/fixture.c tests/fixture.h
tests_unit_review_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_review_test_LDADD = $(FULL_TEST_LIBS)
