src_libcallmark_a_SOURCES += \
	%D%/calls.c %D%/calls.h \
	%D%/collect.c %D%/collect.h
