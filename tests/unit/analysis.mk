# Unit tests of analysis.
check_PROGRAMS += tests/unit/analysis_test tests/unit/fft_test tests/unit/hold_test
TESTS += tests/unit/analysis_test tests/unit/fft_test tests/unit/hold_test
tests_unit_analysis_test_SOURCES = \
	%D%/analysis/analysis_test.c \
	%D%/analysis/hearing.c %D%/analysis/hearing.h \
	%D%/analysis/sound.c %D%/analysis/sound.h
tests_unit_analysis_test_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/%D%/analysis
tests_unit_analysis_test_LDADD = $(PURE_TEST_LIBS)
tests_unit_hold_test_SOURCES = \
	%D%/analysis/hold_test.c \
	%D%/analysis/hearing.c %D%/analysis/hearing.h \
	%D%/analysis/sound.c %D%/analysis/sound.h
tests_unit_hold_test_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/%D%/analysis
tests_unit_hold_test_LDADD = $(PURE_TEST_LIBS)
tests_unit_fft_test_SOURCES = %D%/analysis/fft_test.c
tests_unit_fft_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_fft_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/analysis/trust_test
TESTS += tests/unit/analysis/trust_test
tests_unit_analysis_trust_test_SOURCES = %D%/analysis/trust_test.c
tests_unit_analysis_trust_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_analysis_trust_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/analysis/music_test
TESTS += tests/unit/analysis/music_test
tests_unit_analysis_music_test_SOURCES = %D%/analysis/music_test.c
tests_unit_analysis_music_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_analysis_music_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/analysis/repeat_test
TESTS += tests/unit/analysis/repeat_test
tests_unit_analysis_repeat_test_SOURCES = \
	%D%/analysis/repeat_test.c \
	%D%/analysis/hearing.c %D%/analysis/hearing.h \
	%D%/analysis/sound.c %D%/analysis/sound.h
tests_unit_analysis_repeat_test_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/%D%/analysis
tests_unit_analysis_repeat_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/analysis/widths_test tests/unit/analysis/narrow
TESTS += tests/unit/analysis/widths_test
tests_unit_analysis_widths_test_SOURCES = \
	%D%/analysis/widths_test.c \
	%D%/analysis/answers.c %D%/analysis/answers.h \
	%D%/analysis/sound.c %D%/analysis/sound.h
tests_unit_analysis_widths_test_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/%D%/analysis
tests_unit_analysis_widths_test_LDADD = $(PURE_TEST_LIBS)
# The files that ask for the width, once more: they take the place of those in the library.
tests_unit_analysis_narrow_SOURCES = \
	%D%/analysis/narrow.c \
	%D%/analysis/answers.c %D%/analysis/answers.h \
	%D%/analysis/sound.c %D%/analysis/sound.h \
	src/analysis/fft.c src/analysis/level.c src/analysis/listen.c \
	src/analysis/music.c src/analysis/voice.c
tests_unit_analysis_narrow_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/%D%/analysis -DLANES_NARROW
tests_unit_analysis_narrow_LDADD = $(PURE_LIBS)
check_PROGRAMS += tests/unit/analysis/scene_test
TESTS += tests/unit/analysis/scene_test
tests_unit_analysis_scene_test_SOURCES = %D%/analysis/scene_test.c
tests_unit_analysis_scene_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_analysis_scene_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/analysis/tones_test
TESTS += tests/unit/analysis/tones_test
tests_unit_analysis_tones_test_SOURCES = \
	%D%/analysis/tones_test.c \
	%D%/analysis/hearing.c %D%/analysis/hearing.h \
	%D%/analysis/sound.c %D%/analysis/sound.h
tests_unit_analysis_tones_test_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(srcdir)/%D%/analysis
tests_unit_analysis_tones_test_LDADD = $(PURE_TEST_LIBS)
