src_libcallmark_a_SOURCES += \
	%D%/decoder.c %D%/decoder.h \
	%D%/file.c %D%/file.h \
	%D%/g711.c %D%/g711.h \
	%D%/gsm.c %D%/gsm.h \
	%D%/hash.c \
	%D%/media.c %D%/media.h \
	%D%/mpeg.c %D%/mpeg.h \
	%D%/names.c %D%/names.h \
	%D%/spool.c %D%/spool.h \
	%D%/track.c %D%/track.h \
	%D%/wav.c %D%/wav.h \
	%D%/window.c %D%/window.h
