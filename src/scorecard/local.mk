src_libpure_a_SOURCES += \
	%D%/card.c %D%/card.h \
	%D%/check_points.c %D%/check_points.h \
	%D%/levels.c \
	%D%/lists.c %D%/lists.h \
	%D%/parse.c \
	%D%/precheck.c %D%/precheck.h \
	%D%/problems.c %D%/problems.h \
	%D%/reader.c %D%/reader.h \
	%D%/schema.c %D%/schema.h \
	%D%/score.c %D%/score.h \
	%D%/suggest.c %D%/suggest.h \
	%D%/values.c
