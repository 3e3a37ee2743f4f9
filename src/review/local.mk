src_libcallmark_a_SOURCES += \
	%D%/finding.c \
	%D%/gaps.c \
	%D%/heard.c \
	%D%/hearing.c \
	%D%/keeping.c \
	%D%/listening.c \
	%D%/marking.c \
	%D%/passage.c \
	%D%/review.c %D%/review.h \
	%D%/review_parts.h \
	%D%/scrub.c \
	%D%/showing.c %D%/snapshot.h \
	%D%/skipping.c \
	%D%/steering.c
