src_libcallmark_a_SOURCES += \
	%D%/cache.c %D%/cache.h \
	%D%/calls.c \
	%D%/cards.c \
	%D%/changes.c %D%/changes.h \
	%D%/check.c \
	%D%/contacts.c \
	%D%/db.c %D%/db.h \
	%D%/file.c %D%/file.h \
	%D%/gap_changes.c %D%/gap_changes.h \
	%D%/history.c %D%/history.h \
	%D%/incidents.c %D%/incidents.h \
	%D%/internal.h \
	%D%/keeping.c \
	%D%/marks.c \
	%D%/migrate.c %D%/migrate.h \
	%D%/notes.c \
	%D%/open.c \
	%D%/parts.c %D%/parts.h \
	%D%/pack.c %D%/pack.h \
	%D%/queue.c %D%/queue.h \
	%D%/reviews.c \
	%D%/reviews_of_card.c \
	%D%/schema.c %D%/schema.h \
	%D%/seen.c %D%/seen.h \
	%D%/sql.c %D%/sql.h \
	%D%/start.c %D%/start.h \
	%D%/store.h \
	%D%/undo.c %D%/undo.h
