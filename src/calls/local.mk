src_libcallmark_a_SOURCES += \
	%D%/calls.h
