# Unit tests of player.
check_PROGRAMS += tests/unit/playhead_test tests/unit/supply_test tests/unit/player_test \
	tests/unit/player_fault_test tests/unit/player_launch_test tests/unit/player_probe
TESTS += tests/unit/playhead_test tests/unit/supply_test tests/unit/player_test \
	tests/unit/player_fault_test tests/unit/player_launch_test
tests_unit_playhead_test_SOURCES = %D%/player/playhead_test.c
tests_unit_playhead_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_playhead_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_supply_test_SOURCES = %D%/player/supply_test.c %D%/player/fake_source.h
tests_unit_supply_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_supply_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_player_test_SOURCES = %D%/player/player_test.c \
	%D%/player/fake_source.h %D%/player/stage.c %D%/player/stage.h
tests_unit_player_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_player_fault_test_SOURCES = %D%/player/fault_test.c \
	%D%/player/fake_source.h %D%/player/stage.c %D%/player/stage.h
tests_unit_player_fault_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_fault_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_player_launch_test_SOURCES = %D%/player/launch_test.c %D%/player/fake_source.h
tests_unit_player_launch_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_launch_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_player_probe_SOURCES = %D%/player/probe.c
tests_unit_player_probe_CPPFLAGS = $(UNIT_CPPFLAGS)
check_PROGRAMS += tests/unit/player_turns_test
TESTS += tests/unit/player_turns_test
tests_unit_player_turns_test_SOURCES = %D%/player/turns_test.c
tests_unit_player_turns_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_turns_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/player_asks_test
TESTS += tests/unit/player_asks_test
tests_unit_player_asks_test_SOURCES = %D%/player/asks_test.c \
	%D%/player/fake_source.h %D%/player/stage.c %D%/player/stage.h
tests_unit_player_asks_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_asks_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/player_attach_test tests/unit/player_flow_test
TESTS += tests/unit/player_attach_test tests/unit/player_flow_test
tests_unit_player_attach_test_SOURCES = %D%/player/attach_test.c tests/fixture.c tests/fixture.h \
	%D%/player/fake_source.h %D%/player/stage.c %D%/player/stage.h
tests_unit_player_attach_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_attach_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_player_flow_test_SOURCES = %D%/player/flow_test.c
tests_unit_player_flow_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_flow_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/player_line_test
TESTS += tests/unit/player_line_test
tests_unit_player_line_test_SOURCES = %D%/player/line_test.c
tests_unit_player_line_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_line_test_LDADD = $(FULL_TEST_LIBS)
# The speaker program, on a library that goes wrong.
check_PROGRAMS += tests/unit/broken_speaker tests/unit/broken_sound_test
TESTS += tests/unit/broken_sound_test
tests_unit_broken_speaker_SOURCES = src/speaker/main.c src/speaker/device_portaudio.c \
	%D%/player/fake_portaudio.c
tests_unit_broken_speaker_CPPFLAGS = $(AM_CPPFLAGS) $(PORTAUDIO_CFLAGS)
tests_unit_broken_speaker_LDADD = $(SPEAKER_LIBS)
tests_unit_broken_sound_test_SOURCES = %D%/player/broken_sound_test.c %D%/player/fake_source.h
tests_unit_broken_sound_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_broken_sound_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/player_coding_test
TESTS += tests/unit/player_coding_test
tests_unit_player_coding_test_SOURCES = %D%/player/coding_test.c
tests_unit_player_coding_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_coding_test_LDADD = $(FULL_TEST_LIBS)
if WITH_OPUS
check_PROGRAMS += tests/unit/player_packets_test
TESTS += tests/unit/player_packets_test
endif
tests_unit_player_packets_test_SOURCES = %D%/player/packets_test.c \
	%D%/player/fake_source.h %D%/player/voice_source.h
tests_unit_player_packets_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_packets_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/player_conn_test
TESTS += tests/unit/player_conn_test
tests_unit_player_conn_test_SOURCES = %D%/player/conn_test.c
tests_unit_player_conn_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_conn_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/player_pedal_test
TESTS += tests/unit/player_pedal_test
tests_unit_player_pedal_test_SOURCES = %D%/player/pedal_test.c \
	%D%/player/fake_source.h %D%/player/stage.c %D%/player/stage.h
tests_unit_player_pedal_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_player_pedal_test_LDADD = $(FULL_TEST_LIBS)
