# The whole program, one test program a theme; what it stored is read through the store.
# SPDX-License-Identifier: MIT

check_LIBRARIES += tests/screen/libsitting.a
tests_screen_libsitting_a_SOURCES = %D%/far.c %D%/far.h %D%/sitting.c %D%/sitting.h
tests_screen_libsitting_a_CPPFLAGS = $(UNIT_CPPFLAGS)
APP_TEST_LIBS = tests/screen/libsitting.a $(SCREEN_TEST_LIBS) $(FULL_TEST_LIBS)

APP_TESTS = \
	tests/screen/app_review_test \
	tests/screen/app_calls_test \
	tests/screen/app_input_test \
	tests/screen/app_ends_test \
	tests/screen/app_look_test \
	tests/screen/app_database_test \
	tests/screen/app_recordings_test \
	tests/screen/app_speaker_test \
	tests/screen/app_remote_test \
	tests/screen/app_gaps_test \
	tests/screen/app_command_test \
	tests/screen/app_listening_test \
	tests/screen/app_doctor_test \
	tests/screen/app_cards_test \
	tests/screen/app_panes_test
check_PROGRAMS += $(APP_TESTS)
TESTS += $(APP_TESTS)
tests_screen_app_review_test_SOURCES = %D%/app_review_test.c
tests_screen_app_review_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_review_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_review_test_DEPENDENCIES = src/callmark
tests_screen_app_calls_test_SOURCES = %D%/app_calls_test.c
tests_screen_app_calls_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_calls_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_calls_test_DEPENDENCIES = src/callmark
tests_screen_app_input_test_SOURCES = %D%/app_input_test.c
tests_screen_app_input_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_input_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_input_test_DEPENDENCIES = src/callmark
tests_screen_app_ends_test_SOURCES = %D%/app_ends_test.c
tests_screen_app_ends_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_ends_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_ends_test_DEPENDENCIES = src/callmark
tests_screen_app_look_test_SOURCES = %D%/app_look_test.c
tests_screen_app_look_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_look_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_look_test_DEPENDENCIES = src/callmark
tests_screen_app_database_test_SOURCES = %D%/app_database_test.c
tests_screen_app_database_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_database_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_database_test_DEPENDENCIES = src/callmark
tests_screen_app_recordings_test_SOURCES = %D%/app_recordings_test.c
tests_screen_app_recordings_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_recordings_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_recordings_test_DEPENDENCIES = src/callmark
tests_screen_app_speaker_test_SOURCES = %D%/app_speaker_test.c
tests_screen_app_speaker_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_speaker_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_speaker_test_DEPENDENCIES = src/callmark
tests_screen_app_gaps_test_SOURCES = %D%/app_gaps_test.c
tests_screen_app_gaps_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_gaps_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_gaps_test_DEPENDENCIES = src/callmark
tests_screen_app_command_test_SOURCES = %D%/app_command_test.c
tests_screen_app_command_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_command_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_command_test_DEPENDENCIES = src/callmark
tests_screen_app_listening_test_SOURCES = %D%/app_listening_test.c
tests_screen_app_listening_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_listening_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_listening_test_DEPENDENCIES = src/callmark
tests_screen_app_remote_test_SOURCES = %D%/app_remote_test.c
tests_screen_app_remote_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_remote_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_remote_test_DEPENDENCIES = src/callmark
tests_screen_app_doctor_test_SOURCES = %D%/app_doctor_test.c
tests_screen_app_doctor_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_doctor_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_doctor_test_DEPENDENCIES = src/callmark
tests_screen_app_cards_test_SOURCES = %D%/app_cards_test.c
tests_screen_app_cards_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_cards_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_cards_test_DEPENDENCIES = src/callmark
tests_screen_app_panes_test_SOURCES = %D%/app_panes_test.c
tests_screen_app_panes_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_panes_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_panes_test_DEPENDENCIES = src/callmark
if HAVE_EVDEV
check_PROGRAMS += tests/screen/app_pedal_test
TESTS += tests/screen/app_pedal_test
tests_screen_app_pedal_test_SOURCES = %D%/app_pedal_test.c
tests_screen_app_pedal_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_screen_app_pedal_test_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_screen_app_pedal_test_DEPENDENCIES = src/callmark tests/unit/broken_speaker
endif
