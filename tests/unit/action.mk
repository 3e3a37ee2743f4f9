# Unit tests of action.
check_PROGRAMS += tests/unit/action_test tests/unit/key_parser_test
TESTS += tests/unit/action_test tests/unit/key_parser_test
tests_unit_action_test_SOURCES = %D%/action/action_test.c
tests_unit_action_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_action_test_LDADD = $(PURE_TEST_LIBS)
tests_unit_key_parser_test_SOURCES = %D%/action/key_parser_test.c
tests_unit_key_parser_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_key_parser_test_LDADD = $(PURE_TEST_LIBS)
