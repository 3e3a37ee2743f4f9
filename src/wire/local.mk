src_libpure_a_SOURCES += \
	%D%/opus.h \
	%D%/samples.c \
	%D%/wire.c %D%/wire.h
if WITH_OPUS
src_libpure_a_SOURCES += %D%/opus.c
else
src_libpure_a_SOURCES += %D%/no_opus.c
endif
