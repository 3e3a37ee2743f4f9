# Unit tests of model.
check_PROGRAMS += tests/unit/model_test
TESTS += tests/unit/model_test
tests_unit_model_test_SOURCES = %D%/model_test.c
tests_unit_model_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_model_test_LDADD = $(PURE_TEST_LIBS)
