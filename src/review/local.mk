src_libcallmark_a_SOURCES += \
	%D%/review.h \
	%D%/snapshot.h
