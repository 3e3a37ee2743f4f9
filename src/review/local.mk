src_libcallmark_a_SOURCES += \
	%D%/arena.c %D%/arena.h \
	%D%/canned.c \
	%D%/comments_file.c %D%/comments_file.h \
	%D%/card_rows.c %D%/card_rows.h \
	%D%/conditions.c \
	%D%/evidence.c \
	%D%/figures.c \
	%D%/filing.c \
	%D%/finding.c \
	%D%/gaps.c \
	%D%/heard.c \
	%D%/hearing.c \
	%D%/keeping.c \
	%D%/listening.c \
	%D%/marking.c \
	%D%/marks.c \
	%D%/naming.c \
	%D%/passage.c \
	%D%/picking.c \
	%D%/proposing.c \
	%D%/reasons.c \
	%D%/records.c \
	%D%/review.c %D%/review.h \
	%D%/review_parts.h \
	%D%/saying.c \
	%D%/scrub.c \
	%D%/showing.c \
	%D%/showing_forms.c \
	%D%/showing_marks.c \
	%D%/skipping.c \
	%D%/snapshot.h \
	%D%/steering.c \
	%D%/submitting.c
