noinst_LIBRARIES += src/libspeaker.a
src_libspeaker_a_SOURCES = \
	%D%/balance.c %D%/balance.h \
	%D%/cache.c %D%/cache.h \
	%D%/chain.c %D%/chain.h \
	%D%/commands.c \
	%D%/content.c \
	%D%/defaults.c %D%/defaults.h \
	%D%/device.h \
	%D%/device_silent.c \
	%D%/limiter.c %D%/limiter.h \
	%D%/link.c %D%/link.h \
	%D%/mixer.c %D%/mixer.h \
	%D%/output.c %D%/output.h \
	%D%/pedals.c \
	%D%/pace.c %D%/pace.h \
	%D%/plan.c %D%/plan.h \
	%D%/producer.c %D%/producer.h %D%/producer_parts.h %D%/producer_read.c \
	%D%/reports.c \
	%D%/ring.c %D%/ring.h \
	%D%/seams.c %D%/seams.h \
	%D%/session.h \
	%D%/speaker.c %D%/speaker.h \
	%D%/stretch.c %D%/stretch.h \
	%D%/timeline.c %D%/timeline.h \
	%D%/tone.c %D%/tone.h \
	%D%/watchdog.c %D%/watchdog.h
src_libspeaker_a_CPPFLAGS = $(AM_CPPFLAGS) $(SPEEXDSP_CFLAGS)
SPEAKER_LIBS = src/libspeaker.a src/libpedal.a src/libpure.a $(UTF8PROC_LIBS) $(OPUS_LIBS) $(SPEEXDSP_LIBS) $(SONIC_LIBS) -lm -lpthread

# The only program with sound: callmark itself is not linked with PortAudio.
pkglibexec_PROGRAMS += src/callmark-speaker
src_callmark_speaker_SOURCES = %D%/device_portaudio.c %D%/main.c
src_callmark_speaker_CPPFLAGS = $(AM_CPPFLAGS) $(PORTAUDIO_CFLAGS)
src_callmark_speaker_LDADD = $(SPEAKER_LIBS) $(PORTAUDIO_LIBS)
