src_libcallmark_a_SOURCES += \
	%D%/store.h
