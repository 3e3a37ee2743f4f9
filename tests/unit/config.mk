# Unit tests of config.
check_PROGRAMS += tests/unit/config_test
TESTS += tests/unit/config_test
tests_unit_config_test_SOURCES = %D%/config_test.c
tests_unit_config_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_config_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/keys_file_test
TESTS += tests/unit/keys_file_test
tests_unit_keys_file_test_SOURCES = %D%/keys_file_test.c
tests_unit_keys_file_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_keys_file_test_LDADD = $(FULL_TEST_LIBS)
