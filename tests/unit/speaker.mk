# Unit tests of speaker: its parts without threads, and the whole over a socket.
SPEAKER_TEST_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(top_srcdir)/tests/unit
SPEAKER_TEST_LIBS = $(SPEAKER_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/speaker_parts_test
TESTS += tests/unit/speaker_parts_test
tests_unit_speaker_parts_test_SOURCES = %D%/speaker/parts_test.c
tests_unit_speaker_parts_test_CPPFLAGS = $(SPEAKER_TEST_CPPFLAGS)
tests_unit_speaker_parts_test_LDADD = $(SPEAKER_TEST_LIBS)

check_PROGRAMS += tests/unit/speaker_engine_test
TESTS += tests/unit/speaker_engine_test
tests_unit_speaker_engine_test_SOURCES = %D%/speaker/engine_test.c \
	%D%/speaker/rig.c %D%/speaker/rig.h
tests_unit_speaker_engine_test_CPPFLAGS = $(SPEAKER_TEST_CPPFLAGS)
tests_unit_speaker_engine_test_LDADD = $(SPEAKER_TEST_LIBS)

check_PROGRAMS += tests/unit/speaker_turns_test
TESTS += tests/unit/speaker_turns_test
tests_unit_speaker_turns_test_SOURCES = %D%/speaker/turns_test.c \
	%D%/speaker/rig.c %D%/speaker/rig.h
tests_unit_speaker_turns_test_CPPFLAGS = $(SPEAKER_TEST_CPPFLAGS)
tests_unit_speaker_turns_test_LDADD = $(SPEAKER_TEST_LIBS)

check_PROGRAMS += tests/unit/speaker_test
TESTS += tests/unit/speaker_test
tests_unit_speaker_test_SOURCES = %D%/speaker/speaker_test.c \
	%D%/speaker/fault_device.c %D%/speaker/fault_device.h \
	%D%/speaker/peer.c %D%/speaker/peer.h
tests_unit_speaker_test_CPPFLAGS = $(SPEAKER_TEST_CPPFLAGS)
tests_unit_speaker_test_LDADD = $(SPEAKER_TEST_LIBS)

check_PROGRAMS += tests/unit/speaker_output_test
TESTS += tests/unit/speaker_output_test
tests_unit_speaker_output_test_SOURCES = %D%/speaker/output_test.c \
	%D%/speaker/fault_device.c %D%/speaker/fault_device.h \
	%D%/speaker/peer.c %D%/speaker/peer.h
tests_unit_speaker_output_test_CPPFLAGS = $(SPEAKER_TEST_CPPFLAGS)
tests_unit_speaker_output_test_LDADD = $(SPEAKER_TEST_LIBS)

check_PROGRAMS += tests/unit/speaker_opus_test
TESTS += tests/unit/speaker_opus_test
SPEAKER_OPUS_TEST_PARTS = %D%/speaker/fault_device.c %D%/speaker/fault_device.h \
	%D%/speaker/peer.c %D%/speaker/peer.h
if WITH_OPUS
tests_unit_speaker_opus_test_SOURCES = %D%/speaker/opus_test.c %D%/player/voice_source.h \
	$(SPEAKER_OPUS_TEST_PARTS)
else
tests_unit_speaker_opus_test_SOURCES = %D%/speaker/no_opus_test.c $(SPEAKER_OPUS_TEST_PARTS)
endif
tests_unit_speaker_opus_test_CPPFLAGS = $(SPEAKER_TEST_CPPFLAGS)
tests_unit_speaker_opus_test_LDADD = $(SPEAKER_TEST_LIBS)

if HAVE_EVDEV
check_PROGRAMS += tests/unit/speaker_pedal_test
TESTS += tests/unit/speaker_pedal_test
tests_unit_speaker_pedal_test_SOURCES = %D%/speaker/pedal_test.c \
	%D%/speaker/fault_device.c %D%/speaker/fault_device.h \
	%D%/speaker/peer.c %D%/speaker/peer.h
tests_unit_speaker_pedal_test_CPPFLAGS = $(SPEAKER_TEST_CPPFLAGS)
tests_unit_speaker_pedal_test_LDADD = $(SPEAKER_TEST_LIBS)
endif
