src_libcallmark_a_SOURCES += \
	%D%/player.h
