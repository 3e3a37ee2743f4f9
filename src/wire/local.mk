src_libpure_a_SOURCES += \
	%D%/samples.c \
	%D%/wire.c %D%/wire.h
