# Real playback, recorded and compared.
check_PROGRAMS += tests/sound/driver tests/sound/compare tests/sound/listen
tests_sound_driver_SOURCES = %D%/driver.c %D%/content.c %D%/content.h %D%/watch.c %D%/watch.h
tests_sound_driver_CPPFLAGS = $(AM_CPPFLAGS)
tests_sound_driver_LDADD = $(CALLMARK_LIBS) -lm
tests_sound_compare_SOURCES = %D%/compare.c %D%/comparison.h %D%/passages.c %D%/claims.c %D%/steps.c \
	%D%/content.h %D%/errors.c %D%/errors.h %D%/record.c %D%/record.h
tests_sound_compare_CPPFLAGS = $(AM_CPPFLAGS) $(SPEEXDSP_CFLAGS)
tests_sound_compare_LDADD = src/libpure.a $(UTF8PROC_LIBS) $(SPEEXDSP_LIBS) -lm

tests_sound_listen_SOURCES = %D%/listen.c %D%/content.h %D%/record.c %D%/record.h
tests_sound_listen_CPPFLAGS = $(AM_CPPFLAGS)
tests_sound_listen_LDADD = src/libpure.a $(UTF8PROC_LIBS) -lm

EXTRA_DIST += %D%/playback_test.sh %D%/server.sh %D%/server_test.sh
TESTS += %D%/playback_test.sh
