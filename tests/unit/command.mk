# Unit tests of command.
command_tests = \
	tests/unit/command/arguments_test \
	tests/unit/command/batch_test \
	tests/unit/command/gaps_labels_test \
	tests/unit/command/gaps_options_test \
	tests/unit/command/manual_test \
	tests/unit/command/name_pattern_test \
	tests/unit/command/output_test \
	tests/unit/command/starter_test
check_PROGRAMS += $(command_tests)
TESTS += $(command_tests)
tests_unit_command_arguments_test_SOURCES = %D%/command/arguments_test.c
tests_unit_command_arguments_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_arguments_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_command_gaps_labels_test_SOURCES = %D%/command/gaps_labels_test.c
tests_unit_command_gaps_labels_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_gaps_labels_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_command_gaps_options_test_SOURCES = %D%/command/gaps_options_test.c
tests_unit_command_gaps_options_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_gaps_options_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_command_manual_test_SOURCES = %D%/command/manual_test.c
tests_unit_command_manual_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_manual_test_LDADD = $(FULL_TEST_LIBS)
EXTRA_tests_unit_command_manual_test_DEPENDENCIES = $(MAN_PAGES)
tests_unit_command_batch_test_SOURCES = %D%/command/batch_test.c tests/fixture.c tests/fixture.h
tests_unit_command_batch_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_batch_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_command_starter_test_SOURCES = %D%/command/starter_test.c
tests_unit_command_starter_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_starter_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_command_name_pattern_test_SOURCES = %D%/command/name_pattern_test.c
tests_unit_command_name_pattern_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_name_pattern_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_command_output_test_SOURCES = %D%/command/output_test.c tests/fixture.c tests/fixture.h
tests_unit_command_output_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_command_output_test_LDADD = $(FULL_TEST_LIBS)
