src_libcallmark_a_SOURCES += \
	%D%/keys_file.c %D%/keys_file.h \
	%D%/paths.c %D%/paths.h \
	%D%/settings.c %D%/settings.h
