src_libcallmark_a_SOURCES += \
	%D%/paths.c %D%/paths.h \
	%D%/settings.c %D%/settings.h
