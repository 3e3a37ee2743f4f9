/* What fills manual pages: a function for each table that a template may name. */
/* SPDX-License-Identifier: MIT */
#ifndef MAN_GEN_H
#define MAN_GEN_H

/* Text in roff: characters that can be copied, and nothing that starts a request. */
void gen_text(const char *text) __attribute__((nonnull));
/* The head of an item: a name in bold, and what it takes in italics ("" for nothing). */
void gen_item(const char *name, const char *takes) __attribute__((nonnull));
/* One more head over the same text. */
void gen_item_too(const char *name, const char *takes) __attribute__((nonnull));
/* A line of text with a full stop behind. */
void gen_sentence(const char *text) __attribute__((nonnull));

void gen_card_keys(void);
void gen_incident_keys(void);
void gen_incident_folder(void);
void gen_card_folder(void);
void gen_commands(void);
void gen_options(void);
void gen_card_options(void);
void gen_card_verbs(void);
void gen_doctor_options(void);
void gen_import_options(void);
void gen_list_options(void);
void gen_score_options(void);
void gen_gaps_options(void);
void gen_label_formats(void);
void gen_recordings(void);
void gen_config(void);
void gen_keys(void);
void gen_messages(void);
void gen_versions(void);

#endif
