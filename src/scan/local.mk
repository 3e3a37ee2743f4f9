src_libcallmark_a_SOURCES += \
	%D%/cached.c %D%/cached.h \
	%D%/parts.c %D%/parts.h \
	%D%/scan.c %D%/scan.h
