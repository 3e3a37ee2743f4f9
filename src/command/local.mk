src_libcallmark_a_SOURCES += \
	%D%/arguments.c %D%/arguments.h \
	%D%/attend.c %D%/attend.h \
	%D%/batch.c %D%/batch.h \
	%D%/card.c %D%/card.h \
	%D%/card_changes.c %D%/card_changes.h \
	%D%/card_diff.c \
	%D%/card_effects.c %D%/card_effects.h \
	%D%/card_export.c \
	%D%/card_import.c \
	%D%/card_json.c \
	%D%/card_list.c \
	%D%/card_new.c \
	%D%/card_parts.h \
	%D%/card_show.c \
	%D%/card_words.c %D%/card_words.h \
	%D%/cards.c %D%/cards.h \
	%D%/catalogue.c %D%/catalogue.h \
	%D%/connect.c \
	%D%/command.c %D%/command.h \
	%D%/database.c %D%/database.h \
	%D%/doctor.c %D%/doctor.h \
	%D%/doctor_database.c \
	%D%/doctor_parts.h \
	%D%/doctor_pedal.c \
	%D%/doctor_sound.c \
	%D%/doctor_terminal.c \
	%D%/gaps.c %D%/gaps.h \
	%D%/gaps_csv.c \
	%D%/gaps_files.c %D%/gaps_files.h \
	%D%/gaps_json.c \
	%D%/gaps_labels.c %D%/gaps_labels.h \
	%D%/gaps_options.c %D%/gaps_options.h \
	%D%/gaps_table.c \
	%D%/import.c %D%/import.h \
	%D%/import_parts.h \
	%D%/import_sidecar.c \
	%D%/import_table.c \
	%D%/json_parts.c %D%/json_parts.h \
	%D%/kept.c %D%/kept.h \
	%D%/list.c \
	%D%/name_pattern.c %D%/name_pattern.h \
	%D%/output.c %D%/output.h \
	%D%/plain_text.c %D%/plain_text.h \
	%D%/process.c %D%/process.h \
	%D%/progress.c %D%/progress.h \
	%D%/recording_options.c %D%/recording_options.h \
	%D%/relay.c \
	%D%/remote.h \
	%D%/score.c %D%/score.h \
	%D%/score_steps.c %D%/score_steps.h \
	%D%/secure_shell.c %D%/secure_shell.h \
	%D%/speaker.c \
	%D%/show.c %D%/show.h \
	%D%/show_json.c \
	%D%/show_parts.h \
	%D%/show_text.c \
	%D%/name_list.c %D%/name_list.h \
	%D%/xlsx.c %D%/xlsx.h
