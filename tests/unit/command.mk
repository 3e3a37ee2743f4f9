# Unit tests of command.
check_PROGRAMS += tests/unit/arguments_test
TESTS += tests/unit/arguments_test
tests_unit_arguments_test_SOURCES = %D%/arguments_test.c
tests_unit_arguments_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_arguments_test_LDADD = $(FULL_TEST_LIBS)
