src_libpure_a_SOURCES += \
	%D%/action.c %D%/action.h \
	%D%/key.c %D%/key.h \
	%D%/key_parser.c \
	%D%/keymap.c %D%/keymap.h
