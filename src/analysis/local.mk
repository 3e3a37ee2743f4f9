src_libpure_a_SOURCES += \
	%D%/analysis.c %D%/analysis.h \
	%D%/ear.c %D%/ear.h \
	%D%/fft.c %D%/fft.h \
	%D%/floor.c %D%/floor.h \
	%D%/gaps.c %D%/gaps.h \
	%D%/level.c %D%/level.h \
	%D%/span.c %D%/span.h \
	%D%/talk.c %D%/talk.h \
	%D%/voice.c %D%/voice.h
