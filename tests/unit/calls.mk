# Unit tests of calls.
check_PROGRAMS += tests/unit/calls_test
TESTS += tests/unit/calls_test
tests_unit_calls_test_SOURCES = %D%/calls_test.c tests/fixture.c tests/fixture.h
tests_unit_calls_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_calls_test_LDADD = $(FULL_TEST_LIBS)
