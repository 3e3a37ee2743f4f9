# Unit tests of base.
check_PROGRAMS += tests/unit/base_test
TESTS += tests/unit/base_test
tests_unit_base_test_SOURCES = %D%/base_test.c
tests_unit_base_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_base_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/csv_test
TESTS += tests/unit/csv_test
tests_unit_csv_test_SOURCES = %D%/csv_test.c
tests_unit_csv_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_csv_test_LDADD = $(PURE_TEST_LIBS)
