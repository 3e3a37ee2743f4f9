src_libpure_a_SOURCES += \
	%D%/analysis.h
