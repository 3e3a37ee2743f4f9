# Read by the speaker, listed by callmark doctor: a library of its own for both.
noinst_LIBRARIES += src/libpedal.a
src_libpedal_a_SOURCES = \
	%D%/evdev.c %D%/evdev.h \
	%D%/find.c %D%/find.h \
	%D%/reader.c %D%/reader.h
src_libpedal_a_CPPFLAGS = $(AM_CPPFLAGS)
