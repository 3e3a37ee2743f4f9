src_libpure_a_SOURCES += \
	%D%/clock.c %D%/clock.h \
	%D%/csv.c %D%/csv.h \
	%D%/err.c %D%/err.h \
	%D%/i18n.h \
	%D%/id.c %D%/id.h \
	%D%/mem.c %D%/mem.h \
	%D%/str.c %D%/str.h \
	%D%/timefmt.c %D%/timefmt.h \
	%D%/utf8.c %D%/utf8.h \
	%D%/wake.c %D%/wake.h
