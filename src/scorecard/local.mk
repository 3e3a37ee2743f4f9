src_libpure_a_SOURCES += \
	%D%/card.c %D%/card.h \
	%D%/check_points.c %D%/check_points.h \
	%D%/conditions.c \
	%D%/document.c %D%/document.h \
	%D%/field_value.c \
	%D%/find_answer.c %D%/find_answer.h \
	%D%/form.c \
	%D%/fraction.c %D%/fraction.h \
	%D%/incidents.c %D%/incidents.h \
	%D%/levels.c \
	%D%/lists.c %D%/lists.h \
	%D%/parse.c \
	%D%/phrases.c %D%/phrases.h \
	%D%/precheck.c %D%/precheck.h \
	%D%/problems.c %D%/problems.h \
	%D%/reader.c %D%/reader.h \
	%D%/reasons.c \
	%D%/schema.c %D%/schema.h \
	%D%/schema_table.c \
	%D%/sheet.c %D%/sheet.h \
	%D%/sheet_check.c \
	%D%/sheet_csv.c \
	%D%/sheet_file.c \
	%D%/sheet_fill.c \
	%D%/sheet_parts.c %D%/sheet_parts.h \
	%D%/score.c %D%/score.h \
	%D%/suggest.c %D%/suggest.h \
	%D%/values.c \
	%D%/weigh.c %D%/weigh.h \
	%D%/whole.c \
	%D%/words.c
