src_libcallmark_a_SOURCES += \
	%D%/arguments.c %D%/arguments.h \
	%D%/card.c %D%/card.h \
	%D%/cards.c %D%/cards.h \
	%D%/command.c %D%/command.h \
	%D%/database.c %D%/database.h \
	%D%/gaps.c %D%/gaps.h \
	%D%/gaps_csv.c \
	%D%/gaps_json.c \
	%D%/gaps_table.c \
	%D%/show.c %D%/show.h
