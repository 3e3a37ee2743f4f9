src_libpure_a_SOURCES += \
	%D%/card.h \
	%D%/score.h \
	%D%/suggest.h
