/* Everything a user can do, one row each: feeds keys, hints, help, manual and completion. */
/* SPDX-License-Identifier: MIT */
#ifndef ACTION_ACTION_H
#define ACTION_ACTION_H

#include <stdbool.h>
#include <stddef.h>

#include "action/key.h"

/* Where an action works; bits. */
enum action_where {
	IN_REVIEW = 1,
	IN_CALLS = 2,
	IN_FIRST = 4,  /* the first-run screen */
	IN_HELP = 8,
	IN_SUBMIT = 16, /* the submit pane of the review screen, before the review's own keys */
	IN_GAPS = 32,   /* the gap list of the review screen, likewise */
	IN_PICK = 64,   /* a list with letters of the review screen: reasons, red flags, faults */
	IN_GUIDELINE = 128, /* the item in full, likewise */
	IN_INCIDENTS = 256, /* the incidents of a review, likewise */
	IN_CONTACT = 512,   /* the form of the contact, likewise */
	IN_NOTES = 1024,    /* the notes of a review, likewise */
	IN_EVERY = 2047,
};

/* Groups of the help screen, in its order. */
enum action_group {
	GROUP_LISTEN,
	GROUP_JUMP,
	GROUP_MARK,
	GROUP_FILE,
	GROUP_GAPS, /* the gap list */
	GROUP_PANES, /* the other panes of the review */
	N_ACTION_GROUPS,
};

enum action {
	ACTION_NONE,
	ACTION_PLAY_PAUSE,
	ACTION_PLAY,
	ACTION_PAUSE,
	ACTION_BACK_5S,
	ACTION_FORWARD_5S,
	ACTION_BACK_1S,
	ACTION_FORWARD_1S,
	ACTION_BACK_30S,
	ACTION_FORWARD_30S,
	ACTION_START,
	ACTION_END,
	ACTION_REPLAY,
	ACTION_LOOP,
	ACTION_SKIP_GAPS,
	ACTION_UNHEARD, /* plays what was not heard yet */
	ACTION_SLOWER,
	ACTION_FASTER,
	ACTION_NORMAL_SPEED,
	ACTION_LEG, /* whom one hears */
	ACTION_LOUDER,
	ACTION_QUIETER,
	ACTION_ZOOM_IN,
	ACTION_ZOOM_OUT,
	ACTION_NEXT_GAP,
	ACTION_PREVIOUS_GAP,
	ACTION_GAP_LIMIT,
	ACTION_NEXT_EMPTY,
	ACTION_PREVIOUS_EMPTY,
	ACTION_EVIDENCE,
	ACTION_SEARCH,
	ACTION_NEXT_HIT,
	ACTION_PREVIOUS_HIT,
	ACTION_GOTO, /* a time that is typed */
	ACTION_ITEM_DOWN,
	ACTION_ITEM_UP,
	ACTION_LEVEL_1, /* these nine in a row */
	ACTION_LEVEL_2,
	ACTION_LEVEL_3,
	ACTION_LEVEL_4,
	ACTION_LEVEL_5,
	ACTION_LEVEL_6,
	ACTION_LEVEL_7,
	ACTION_LEVEL_8,
	ACTION_LEVEL_9,
	ACTION_NA,
	ACTION_CLEAR,
	ACTION_DEDUCT, /* one occurrence */
	ACTION_FAULTS,
	ACTION_RED_FLAGS,
	ACTION_COMMENT,
	ACTION_COMMENT_MARK, /* of the last mark that needs one */
	ACTION_REASONS,
	ACTION_NOTE,
	ACTION_NOTES,
	ACTION_EVIDENCE_NOW,
	ACTION_EVIDENCE_ADD,
	ACTION_ACCEPT, /* what the gap rules propose */
	ACTION_INCIDENTS,
	ACTION_CONTACT,
	ACTION_FOLD,
	ACTION_GUIDELINE,
	ACTION_UNDO,
	ACTION_REDO,
	ACTION_SUBMIT,
	ACTION_SUBMIT_YES,
	ACTION_PANE,     /* the lower panes in turn */
	ACTION_GAP_LIST, /* this one */
	ACTION_GAP_PLAY,
	ACTION_GAP_MARK,
	ACTION_GAP_HOLD,
	ACTION_GAP_SILENCE,
	ACTION_GAP_IGNORE,
	ACTION_GAP_DOWN,
	ACTION_GAP_UP,
	ACTION_NEXT_CALL,
	ACTION_PREVIOUS_CALL,
	ACTION_REOPEN, /* u in the call list */
	ACTION_LIST_DOWN,
	ACTION_LIST_UP,
	ACTION_PAGE_DOWN,
	ACTION_PAGE_UP,
	ACTION_LIST_START,
	ACTION_LIST_END,
	ACTION_OPEN,
	ACTION_SAMPLE,
	ACTION_ADD,
	ACTION_CARD,
	ACTION_PICK, /* by a letter; action_find_letter says which */
	ACTION_UNPICK,       /* one less of what was chosen last */
	ACTION_FLAG_COMMENT, /* of the red flag chosen last */
	ACTION_ROW_DOWN,
	ACTION_ROW_UP,
	ACTION_FIELD_EDIT,
	ACTION_FIELD_CLEAR,
	ACTION_INCIDENT_ADD,
	ACTION_INCIDENT_EDIT,
	ACTION_INCIDENT_START,
	ACTION_INCIDENT_END,
	ACTION_INCIDENT_KIND,
	ACTION_INCIDENT_PLAY,
	ACTION_INCIDENT_REMOVE,
	ACTION_NOTE_PLAY,
	ACTION_NOTE_EDIT,
	ACTION_NOTE_REMOVE,
	ACTION_COMMAND,
	ACTION_HELP,
	ACTION_SUSPEND,
	ACTION_REDRAW,
	ACTION_BACK,
	N_ACTIONS,
};

#define ACTION_MAX_KEYS 4
#define ACTION_MAX_CLOSERS 4

/* Lines of a list that are chosen by a letter, in this order; q is left to go back, u to undo. */
#define ACTION_LETTERS "abcdefghijklmnoprstvwxyz"
#define ACTION_N_LETTERS 24

/* A key that works in only some of the places of its action. */
struct action_closer {
	struct key key; /* key 0 ends the list */
	unsigned where;
};

struct action_row {
	enum action action;
	const char *name; /* for configuration and the manual: "next-gap" */
	unsigned where;   /* of enum action_where */
	enum action_group group;
	struct key keys[ACTION_MAX_KEYS]; /* defaults; key 0 ends the list; the first is the one shown */
	struct action_closer closers[ACTION_MAX_CLOSERS]; /* Escape, ? and F1 close panes, never a screen */
	const char *letters; /* each is a key of it too; NULL: none */
	const char *keys_shown; /* where help shows them joined with another's: "h l"; NULL: as they are */
	const char *help;  /* one line for the help screen, N_(); NULL: shown with the row above */
	const char *hint;  /* one or two words for the hint line, N_(); NULL: never there */
};

/* The whole table, N_ACTIONS rows in the order of the enum. Static, const. */
const struct action_row *action_get_rows(void) __attribute__((returns_nonnull));
const struct action_row *action_get_row(enum action action) __attribute__((returns_nonnull));
/* Which of the row's letters a key is, from 0; -1 if it is none. */
int action_find_letter(const struct action_row *row, struct key key) __attribute__((nonnull, pure));
/* The action of a name, ACTION_NONE if there is none. */
enum action action_find(const char *name) __attribute__((nonnull));

/* What a key does in a place (one bit of enum action_where), by the keys that keymap.h tells; ACTION_NONE
 * if nothing. */
enum action keymap_lookup(unsigned where, struct key key) __attribute__((pure));

#endif
