# Unit tests of model.
check_PROGRAMS += tests/unit/model_test
TESTS += tests/unit/model_test
tests_unit_model_test_SOURCES = %D%/model_test.c
tests_unit_model_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_model_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/gap_change_test
TESTS += tests/unit/gap_change_test
tests_unit_gap_change_test_SOURCES = %D%/gap_change_test.c
tests_unit_gap_change_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_gap_change_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/coverage_test
TESTS += tests/unit/coverage_test
tests_unit_coverage_test_SOURCES = %D%/coverage_test.c
tests_unit_coverage_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_coverage_test_LDADD = $(PURE_TEST_LIBS)
