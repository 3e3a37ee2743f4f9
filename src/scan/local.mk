src_libcallmark_a_SOURCES += \
	%D%/scan.h
