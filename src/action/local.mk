src_libpure_a_SOURCES += \
	%D%/action.h \
	%D%/key.h
