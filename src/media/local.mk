src_libcallmark_a_SOURCES += \
	%D%/media.h
