/* The inside of the program with a screen, shared by the app files only. */
/* SPDX-License-Identifier: MIT */
#ifndef UI_APP_PARTS_H
#define UI_APP_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "action/action.h"
#include "base/str.h"
#include "calls/calls.h"
#include "config/settings.h"
#include "player/player.h"
#include "review/review.h"
#include "scan/scan.h"
#include "scorecard/card.h"
#include "scorecard/incidents.h"
#include "store/store.h"
#include "ui/canvas.h"
#include "ui/recall.h"
#include "ui/lineedit.h"
#include "ui/pane.h"
#include "ui/pane_parts.h"
#include "ui/term.h"

enum app_screen {
	SCREEN_FIRST,
	SCREEN_CALLS,
	SCREEN_REVIEW,
};

/* What the open edit line is for. */
enum app_line {
	LINE_NONE,
	LINE_COMMENT,      /* of the item line_index */
	LINE_ADD,
	LINE_COMMAND,
	LINE_SEARCH,
	LINE_GOTO,
	LINE_NOTE,
	LINE_FIELD,        /* of the contact: view.field */
	LINE_FLAG_COMMENT, /* of the flag line_index */
	LINE_INCIDENT,     /* what is asked for as line_index */
};

/* What the letters of the list in the lower pane choose, while an incident is recorded. */
enum app_choosing {
	CHOOSING_NOTHING,
	CHOOSING_CLASS,
	CHOOSING_CATEGORY,
};

/* Kinds of incidents, as they are shown. */
struct kinds {
	struct pick_list list;
	struct snapshot_choice choices[ACTION_N_LETTERS];
	char texts[ACTION_N_LETTERS][512];
};

struct app {
	struct config *config;
	struct store *store;
	struct player *player;
	struct scan *scan;
	struct card *card;        /* of new reviews */
	struct card *review_card; /* of the open review; freed with it if it is no longer card */
	struct card *sample_card; /* of the sample; NULL until it is opened */
	enum card_language language;

	struct term *term;
	struct canvas canvas;

	enum app_screen screen;
	bool help; /* in front of the screen */
	int help_first;
	enum app_line line;
	struct lineedit edit;
	char choices[2048]; /* what Tab found, for the last line */
	size_t n_choices_shown; /* bytes of them that were in sight before: Tab goes on behind */
	struct recall commands; /* lines typed before */
	struct recall searches;
	struct recall canned;    /* comments written before, the most used last */
	size_t line_index; /* of what is written: item, flag, text of an incident, number of a note (0: new) */
	int64_t line_ms; /* of the note */
	int letter;      /* of the key that is dealt with; -1: it is none */
	size_t picked;   /* the line of a list that was chosen last */
	enum app_choosing choosing;
	char *comments_folder;
	struct incident_catalogue *catalogue; /* NULL until it is needed */
	struct store_incident incident; /* being recorded or changed; texts owned */
	struct kinds kinds;
	char search[256]; /* what n and N look for; "" for nothing */
	bool pasting;
	int64_t pressed_ns; /* when the bytes of the key in hand were read */
	bool after_menu; /* M was typed: the next key leads to another screen */

	struct calls *calls; /* NULL while nothing is listed */
	size_t call;         /* the row under the cursor, or open */
	size_t first_row;
	bool from_list;      /* "back" from a review leads to the list */
	bool from_first;     /* ... or to the first screen */
	bool is_sample;      /* listed is the sample alone */

	struct review *review; /* NULL unless SCREEN_REVIEW */
	bool review_started;
	struct review_view view;

	char *database; /* where the reviews are, for the first screen */
	char message[320];
	enum snapshot_tone tone;
	bool has_submitted;  /* ... and call_submitted was submitted last, while this list stands */
	size_t call_submitted;
	unsigned pedal_roles; /* of enum pedal_role: held down now */
	int64_t pedal_due_ns; /* when a pedal that is held moves on again; CLOCK_NEVER */
	bool awaits_devices; /* :audio was typed: their list is to be told when it comes */
	bool quit_warned;
	bool quit;
	int status;
};

/* ---- app.c ---- */
void app_suspend(struct app *app) __attribute__((nonnull));
void app_say(struct app *app, enum snapshot_tone tone, const char *fmt, ...)
	__attribute__((nonnull, format(printf, 3, 4)));
/* A key was pressed: the message before it goes, and what was to be told later is not any more. */
void app_clear_message(struct app *app) __attribute__((nonnull));

/* ---- app_open.c: what is listed, what is open ---- */
/* Lists these recordings in place of what was listed. */
bool app_list(struct app *app, const char *const *paths, size_t n_paths, struct err *err)
	__attribute__((nonnull(1, 4), warn_unused_result));
/* Lists the calls of the database whose recordings are where they were seen last; ERR_NOT_FOUND if there are
 * none. */
bool app_list_known(struct app *app, struct err *err) __attribute__((nonnull, warn_unused_result));
/* What a review is opened with, by the configuration as it is now. */
struct review_options app_review_options(const struct app *app, bool autoplay)
	__attribute__((nonnull));
/* The first row from row from on that can be opened and has no submitted review; calls_count() where none is
 * found among the next 2,000. */
size_t app_find_due_call(const struct app *app, size_t from) __attribute__((nonnull));
/* Opens row i; on failure says why and stays. */
bool app_open_call(struct app *app, size_t i, bool autoplay) __attribute__((nonnull));
void app_close_review(struct app *app) __attribute__((nonnull));
/* What waits until the first paint: decoding, sound, scanning. */
void app_start_work(struct app *app) __attribute__((nonnull));
/* This scorecard becomes the one for new reviews; moves it. */
void app_use_card(struct app *app, struct card *card) __attribute__((nonnull));
/* The next scorecard in turn becomes the one for new reviews. */
void app_next_card(struct app *app) __attribute__((nonnull));

/* ---- app_keys.c: what keys do ---- */
void app_take_key(struct app *app, struct key key) __attribute__((nonnull));
/* Where the person is: bits of enum action_where, the screen's and an open pane's. */
unsigned app_get_place(const struct app *app) __attribute__((nonnull));
/* The same below the help. */
unsigned app_get_screen_place(const struct app *app) __attribute__((nonnull));
/* Does an action of that place. */
void app_do(struct app *app, enum action action) __attribute__((nonnull));
/* Takes a submitted review back to draft: that of the row under the cursor, or the open one; where the
 * next call has opened by itself, the one before. */
void app_reopen(struct app *app) __attribute__((nonnull));
/* Whether the marks are safe; if not, says so and returns true only when asked again. */
bool app_may_quit(struct app *app) __attribute__((nonnull));

/* ---- app_line.c: the edit line ---- */
void app_open_line(struct app *app, enum app_line line, const char *text) __attribute__((nonnull));
void app_line_key(struct app *app, struct key key) __attribute__((nonnull));
/* As it is drawn; prompt has room for n_prompt bytes and lives as long as the result. */
struct edit_line app_get_line(struct app *app, char *prompt, size_t n_prompt)
	__attribute__((nonnull));

/* ---- app_forms.c: panes that are filled in ---- */
void app_pick(struct app *app, size_t line) __attribute__((nonnull));
void app_do_pick(struct app *app, enum action action) __attribute__((nonnull));
void app_open_flag_comment(struct app *app, size_t flag) __attribute__((nonnull));
/* True if the first comment that is missing is a red flag's: its line is open. */
bool app_open_missing_comment(struct app *app) __attribute__((nonnull));
/* The form or the incidents were opened. */
void app_enter_form(struct app *app) __attribute__((nonnull));
void app_open_field(struct app *app, size_t field) __attribute__((nonnull));
void app_finish_field(struct app *app, const char *text) __attribute__((nonnull));
/* Whether another line is asked for behind the open one. */
bool app_asks_on(struct app *app) __attribute__((nonnull));
/* Of the choices of the field being written the next one (step 1) or the one before; NULL: it has none. */
const char *app_get_option(struct app *app, int step) __attribute__((nonnull));
void app_do_form(struct app *app, enum action action) __attribute__((nonnull));
/* A note at this second: a new one, or the one that is there. */
void app_open_note(struct app *app) __attribute__((nonnull));
/* Plays, writes or deletes the note under the cursor of their list. */
void app_do_note(struct app *app, enum action action) __attribute__((nonnull));
void app_finish_note(struct app *app, const char *text) __attribute__((nonnull));
/* Folds or unfolds the section under the cursor. */
void app_fold(struct app *app) __attribute__((nonnull));
/* True if the action marks what is out of sight: nothing is marked, and a folded section opens. */
bool app_guard_mark(struct app *app, enum action action) __attribute__((nonnull));
/* After an action that moved the cursor from an item: it does not stand within a folded section. */
void app_step_folded(struct app *app, enum action action, size_t from) __attribute__((nonnull));

/* ---- app_mouse.c ---- */
/* True if the key is one of the mouse: it is dealt with. */
bool app_take_mouse(struct app *app, struct key key) __attribute__((nonnull));

/* ---- app_incident.c ---- */
const struct pick_list *app_get_kinds(struct app *app) __attribute__((nonnull));
void app_choose_incident(struct app *app, size_t line) __attribute__((nonnull));
void app_finish_incident_line(struct app *app, const char *text) __attribute__((nonnull));
bool app_is_last_incident_line(const struct app *app) __attribute__((nonnull));
const char *app_get_incident_prompt(const struct app *app) __attribute__((nonnull));
void app_do_incident(struct app *app, enum action action) __attribute__((nonnull));
/* Gives up what was being recorded. */
void app_free_incident(struct app *app) __attribute__((nonnull));

/* ---- app_commands.c: what is typed behind ":" ---- */
struct app_command {
	const char *name;
	bool takes; /* something behind its name */
	void (*run)(struct app *app, const char *rest); /* rest: what stands behind the name */
};
/* Ended by a row without a name. Static, const. */
const struct app_command *app_get_commands(void) __attribute__((returns_nonnull));
/* Whether an option can be changed while the program runs. */
bool app_can_set(const char *option) __attribute__((nonnull));
/* Does what the line says, or says what is wrong with it. */
void app_run_command(struct app *app, const char *text) __attribute__((nonnull));
/* To the next place (or the one before, step -1) that has what was searched for. */
void app_search(struct app *app, int step) __attribute__((nonnull));

/* ---- app_complete.c ---- */
/* Tab in the command line. */
void app_complete(struct app *app) __attribute__((nonnull));

/* ---- app_audio.c ---- */
/* Says what is heard and where, and asks which other devices there are. */
void app_tell_audio(struct app *app) __attribute__((nonnull));
/* They have come, after :audio: says so. */
void app_take_devices(struct app *app) __attribute__((nonnull));
/* The device, latency or sound at all of the configuration as it is now. */
enum player_sound app_remote_sound(const struct config *config) __attribute__((nonnull, pure));
void app_set_output(struct app *app) __attribute__((nonnull));

/* ---- app_pedal.c ---- */
/* Does what the foot pedal asks for; true if it did anything. */
bool app_take_pedal(struct app *app) __attribute__((nonnull));
/* The pedal of the configuration as it is now. */
void app_set_pedal(struct app *app) __attribute__((nonnull));
/* How it stands with the pedal; nothing where there is nothing to say. */
void app_describe_pedal(struct app *app, struct str *text) __attribute__((nonnull));

/* ---- app_draw.c ---- */
/* The name shown for the person at work. */
const char *app_get_person(const struct app *app) __attribute__((nonnull));
void app_draw(struct app *app) __attribute__((nonnull));

#endif
