/* Everything a user can do: the table, and what a key means in a place. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "action/action.h"

#include <string.h>

#include "base/i18n.h"

#define CONTROL(letter) ((letter) - 'A' + 1)
#define ESCAPE 27

/* What lies over the scorecard. */
#define PANES (IN_SUBMIT | IN_GAPS | IN_PICK | IN_GUIDELINE | IN_INCIDENTS | IN_CONTACT)

/* The levels beyond the first, which carries the help of all. */
#define LEVEL(n)                                                                                   \
	[ACTION_LEVEL_##n] = {                                                                     \
		.action = ACTION_LEVEL_##n,                                                        \
		.name = "level-" #n,                                                               \
		.where = IN_REVIEW,                                                                \
		.group = GROUP_MARK,                                                               \
		.keys = {{.code = #n[0]}},                                                         \
	}

static const struct action_row rows[N_ACTIONS] = {
	[ACTION_NONE] = {
		.action = ACTION_NONE,
		.name = "none",
		.group = GROUP_FILE,
	},
	[ACTION_PLAY_PAUSE] = {
		.action = ACTION_PLAY_PAUSE,
		.name = "play-pause",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = ' '}},
		.help = N_("play, pause (2 s back)"),
		.hint = N_("play"),
	},
	[ACTION_PLAY] = {
		.action = ACTION_PLAY,
		.name = "play",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
	},
	[ACTION_PAUSE] = {
		.action = ACTION_PAUSE,
		.name = "pause",
		.where = IN_REVIEW | IN_HELP | IN_SUBMIT,
		.group = GROUP_LISTEN,
		.keys = {{.code = CONTROL('C')}},
		.help = N_("pause"),
	},
	[ACTION_BACK_5S] = {
		.action = ACTION_BACK_5S,
		.name = "back-5s",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'h'}, {.code = KEY_CODE_LEFT}},
		.keys_shown = "h l",
		.help = N_("5 s back, forward; arrows"),
	},
	[ACTION_FORWARD_5S] = {
		.action = ACTION_FORWARD_5S,
		.name = "forward-5s",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'l'}, {.code = KEY_CODE_RIGHT}},
	},
	[ACTION_BACK_1S] = {
		.action = ACTION_BACK_1S,
		.name = "back-1s",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = ','}, {.code = KEY_CODE_LEFT, .modifiers = KEY_SHIFT}},
		.keys_shown = ", .",
		.help = N_("1 s back, forward"),
	},
	[ACTION_FORWARD_1S] = {
		.action = ACTION_FORWARD_1S,
		.name = "forward-1s",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = '.'}, {.code = KEY_CODE_RIGHT, .modifiers = KEY_SHIFT}},
	},
	[ACTION_BACK_30S] = {
		.action = ACTION_BACK_30S,
		.name = "back-30s",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = '<'}},
		.keys_shown = "< >",
		.help = N_("30 s back, forward"),
	},
	[ACTION_FORWARD_30S] = {
		.action = ACTION_FORWARD_30S,
		.name = "forward-30s",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = '>'}},
	},
	[ACTION_START] = {
		.action = ACTION_START,
		.name = "start",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = KEY_CODE_HOME}},
		.keys_shown = "Home End",
		.help = N_("start, end of the call"),
	},
	[ACTION_END] = {
		.action = ACTION_END,
		.name = "end",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = KEY_CODE_END}},
	},
	[ACTION_REPLAY] = {
		.action = ACTION_REPLAY,
		.name = "replay",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'r'}},
		.help = N_("last 5 s again, slower"),
	},
	[ACTION_LOOP] = {
		.action = ACTION_LOOP,
		.name = "loop",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'b'}},
		.help = N_("loop: start, end, off"),
	},
	[ACTION_SKIP_GAPS] = {
		.action = ACTION_SKIP_GAPS,
		.name = "skip-gaps",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 's'}},
		.help = N_("skip gaps, or no longer"),
	},
	[ACTION_UNHEARD] = {
		.action = ACTION_UNHEARD,
		.name = "play-unheard",
		.where = IN_REVIEW | IN_SUBMIT,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'p'}},
		.help = N_("play what was not heard"),
	},
	[ACTION_SLOWER] = {
		.action = ACTION_SLOWER,
		.name = "slower",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = '['}},
		.keys_shown = "[ ]",
		.help = N_("slower, faster"),
	},
	[ACTION_FASTER] = {
		.action = ACTION_FASTER,
		.name = "faster",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = ']'}},
	},
	[ACTION_NORMAL_SPEED] = {
		.action = ACTION_NORMAL_SPEED,
		.name = "normal-speed",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = '\\'}},
		.help = N_("1x, the former speed"),
	},
	[ACTION_LEG] = {
		.action = ACTION_LEG,
		.name = "leg",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'v'}},
		.help = N_("both, agent, customer"),
	},
	[ACTION_LOUDER] = {
		.action = ACTION_LOUDER,
		.name = "louder",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = '+'}, {.code = '='}},
		.keys_shown = "+ -",
		.help = N_("louder, quieter"),
	},
	[ACTION_QUIETER] = {
		.action = ACTION_QUIETER,
		.name = "quieter",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = '-'}},
	},
	[ACTION_ZOOM_IN] = {
		.action = ACTION_ZOOM_IN,
		.name = "zoom-in",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'z'}},
		.keys_shown = "z Z",
		.help = N_("zoom in, out"),
	},
	[ACTION_ZOOM_OUT] = {
		.action = ACTION_ZOOM_OUT,
		.name = "zoom-out",
		.where = IN_REVIEW,
		.group = GROUP_LISTEN,
		.keys = {{.code = 'Z'}},
	},
	[ACTION_NEXT_GAP] = {
		.action = ACTION_NEXT_GAP,
		.name = "next-gap",
		.where = IN_REVIEW,
		.group = GROUP_JUMP,
		.keys = {{.code = 'g'}},
		.keys_shown = "g G",
		.help = N_("next, previous gap"),
		.hint = N_("next gap"),
	},
	[ACTION_PREVIOUS_GAP] = {
		.action = ACTION_PREVIOUS_GAP,
		.name = "previous-gap",
		.where = IN_REVIEW,
		.group = GROUP_JUMP,
		.keys = {{.code = 'G'}},
	},
	[ACTION_GAP_LIMIT] = {
		.action = ACTION_GAP_LIMIT,
		.name = "gap-limit",
		.where = IN_REVIEW,
		.group = GROUP_JUMP,
		.keys = {{.code = 'L'}},
		.help = N_("gaps over 3, 15 or 60 s"),
	},
	[ACTION_NEXT_EMPTY] = {
		.action = ACTION_NEXT_EMPTY,
		.name = "next-empty",
		.where = IN_REVIEW | IN_SUBMIT,
		.group = GROUP_JUMP,
		.keys = {{.code = 'e'}},
		.keys_shown = "e E",
		.help = N_("next, previous empty item"),
		.hint = N_("next empty"),
	},
	[ACTION_PREVIOUS_EMPTY] = {
		.action = ACTION_PREVIOUS_EMPTY,
		.name = "previous-empty",
		.where = IN_REVIEW,
		.group = GROUP_JUMP,
		.keys = {{.code = 'E'}},
	},
	[ACTION_EVIDENCE] = {
		.action = ACTION_EVIDENCE,
		.name = "evidence",
		.where = IN_REVIEW,
		.group = GROUP_JUMP,
		.keys = {{.code = 'o'}},
		.help = N_("play this item's evidence"),
	},
	[ACTION_SEARCH] = {
		.action = ACTION_SEARCH,
		.name = "search",
		.where = IN_REVIEW | IN_GUIDELINE,
		.group = GROUP_JUMP,
		.keys = {{.code = '/'}},
		.help = N_("search in the scorecard"),
	},
	[ACTION_NEXT_HIT] = {
		.action = ACTION_NEXT_HIT,
		.name = "next-hit",
		.where = IN_REVIEW | IN_GUIDELINE,
		.group = GROUP_JUMP,
		.keys = {{.code = 'n'}},
		.keys_shown = "n N",
		.help = N_("next, previous hit"),
	},
	[ACTION_PREVIOUS_HIT] = {
		.action = ACTION_PREVIOUS_HIT,
		.name = "previous-hit",
		.where = IN_REVIEW | IN_GUIDELINE,
		.group = GROUP_JUMP,
		.keys = {{.code = 'N'}},
	},
	[ACTION_GOTO] = {
		.action = ACTION_GOTO,
		.name = "go-to",
		.where = IN_REVIEW,
		.group = GROUP_JUMP,
		.keys = {{.code = '@'}},
		.help = N_("go to a time"),
	},
	[ACTION_ITEM_DOWN] = {
		.action = ACTION_ITEM_DOWN,
		.name = "item-down",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'j'}, {.code = KEY_CODE_DOWN}},
		.keys_shown = "j k",
		.help = N_("item down, up; arrows"),
	},
	[ACTION_ITEM_UP] = {
		.action = ACTION_ITEM_UP,
		.name = "item-up",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'k'}, {.code = KEY_CODE_UP}},
	},
	[ACTION_LEVEL_1] = {
		.action = ACTION_LEVEL_1,
		.name = "level-1",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = '1'}},
		.keys_shown = "1 2 3",
		.help = N_("not met, met, exceeds"),
	},
	LEVEL(2),
	LEVEL(3),
	LEVEL(4),
	LEVEL(5),
	LEVEL(6),
	LEVEL(7),
	LEVEL(8),
	LEVEL(9),
	[ACTION_NA] = {
		.action = ACTION_NA,
		.name = "not-applicable",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = '0'}},
		.help = N_("not applicable"),
		.hint = N_("n/a"),
	},
	[ACTION_CLEAR] = {
		.action = ACTION_CLEAR,
		.name = "clear",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'x'}, {.code = KEY_CODE_DELETE}},
		.keys_shown = "x Del",
		.help = N_("clear mark"),
	},
	[ACTION_DEDUCT] = {
		.action = ACTION_DEDUCT,
		.name = "deduct",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'd'}},
		.help = N_("deduct one occurrence"),
	},
	[ACTION_FAULTS] = {
		.action = ACTION_FAULTS,
		.name = "faults",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'D'}},
		.help = N_("faults by letter"),
	},
	[ACTION_RED_FLAGS] = {
		.action = ACTION_RED_FLAGS,
		.name = "red-flags",
		.where = IN_REVIEW | IN_SUBMIT,
		.group = GROUP_MARK,
		.keys = {{.code = '!'}},
		.help = N_("red flags"),
	},
	[ACTION_COMMENT] = {
		.action = ACTION_COMMENT,
		.name = "comment",
		.where = IN_REVIEW | IN_SUBMIT,
		.group = GROUP_MARK,
		.keys = {{.code = 'c'}},
		.help = N_("comment on item"),
		.hint = N_("comment"),
	},
	[ACTION_REASONS] = {
		.action = ACTION_REASONS,
		.name = "reasons",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'R'}},
		.help = N_("reasons for the mark"),
	},
	[ACTION_NOTE] = {
		.action = ACTION_NOTE,
		.name = "note",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'a'}},
		.help = N_("note at this second"),
	},
	[ACTION_EVIDENCE_NOW] = {
		.action = ACTION_EVIDENCE_NOW,
		.name = "evidence-now",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 't'}},
		.keys_shown = "t T",
		.help = N_("evidence: now; one more"),
	},
	[ACTION_EVIDENCE_ADD] = {
		.action = ACTION_EVIDENCE_ADD,
		.name = "evidence-add",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'T'}},
	},
	[ACTION_ACCEPT] = {
		.action = ACTION_ACCEPT,
		.name = "accept",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'Y'}},
		.help = N_("accept what the gaps propose"),
	},
	[ACTION_INCIDENTS] = {
		.action = ACTION_INCIDENTS,
		.name = "incidents",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'I'}},
		.help = N_("incidents"),
	},
	[ACTION_CONTACT] = {
		.action = ACTION_CONTACT,
		.name = "contact",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'F'}},
		.help = N_("fields of the contact"),
	},
	[ACTION_FOLD] = {
		.action = ACTION_FOLD,
		.name = "fold",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'f'}},
		.help = N_("fold, unfold a section"),
	},
	[ACTION_GUIDELINE] = {
		.action = ACTION_GUIDELINE,
		.name = "guideline",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'i'}},
		.help = N_("guideline of the item"),
		.hint = N_("guideline"),
	},
	[ACTION_UNDO] = {
		.action = ACTION_UNDO,
		.name = "undo",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = 'u'}},
		.keys_shown = "u ^R",
		.help = N_("undo, redo"),
		.hint = N_("undo"),
	},
	[ACTION_REDO] = {
		.action = ACTION_REDO,
		.name = "redo",
		.where = IN_REVIEW,
		.group = GROUP_MARK,
		.keys = {{.code = CONTROL('R')}},
	},
	[ACTION_SUBMIT] = {
		.action = ACTION_SUBMIT,
		.name = "submit",
		.where = IN_REVIEW,
		.group = GROUP_FILE,
		.keys = {{.code = 'S'}},
		.help = N_("submit, then the next call"),
		.hint = N_("submit"),
	},
	[ACTION_SUBMIT_YES] = {
		.action = ACTION_SUBMIT_YES,
		.name = "submit-yes",
		.where = IN_SUBMIT,
		.group = GROUP_FILE,
		.keys = {{.code = 'y'}},
		.help = N_("submit it now"),
		.hint = N_("submit"),
	},
	[ACTION_PANE] = {
		.action = ACTION_PANE,
		.name = "pane",
		.where = IN_REVIEW,
		.group = GROUP_FILE,
		.keys = {{.code = '\t'}},
		.help = N_("gap list, scorecard"),
	},
	[ACTION_GAP_LIST] = {
		.action = ACTION_GAP_LIST,
		.name = "gap-list",
		.where = IN_REVIEW,
		.group = GROUP_FILE,
		.keys = {{.code = 'g', .modifiers = KEY_MENU}, {.code = KEY_CODE_F1 + 1}},
		.help = N_("gap list"),
	},
	[ACTION_GAP_PLAY] = {
		.action = ACTION_GAP_PLAY,
		.name = "gap-play",
		.where = IN_GAPS,
		.group = GROUP_GAPS,
		.keys = {{.code = '\r'}},
		.help = N_("play it from 3 s before"),
		.hint = N_("play it"),
	},
	[ACTION_GAP_MARK] = {
		.action = ACTION_GAP_MARK,
		.name = "gap-mark",
		.where = IN_GAPS,
		.group = GROUP_GAPS,
		.keys = {{.code = 'm'}},
		.help = N_("it is the item's evidence"),
		.hint = N_("mark on item"),
	},
	[ACTION_GAP_HOLD] = {
		.action = ACTION_GAP_HOLD,
		.name = "gap-hold",
		.where = IN_GAPS,
		.group = GROUP_GAPS,
		.keys = {{.code = 'h'}},
		.help = N_("it is a hold"),
		.hint = N_("hold"),
	},
	[ACTION_GAP_SILENCE] = {
		.action = ACTION_GAP_SILENCE,
		.name = "gap-silence",
		.where = IN_GAPS,
		.group = GROUP_GAPS,
		.keys = {{.code = 's'}},
		.help = N_("it is silence"),
		.hint = N_("silence"),
	},
	[ACTION_GAP_IGNORE] = {
		.action = ACTION_GAP_IGNORE,
		.name = "gap-ignore",
		.where = IN_GAPS,
		.group = GROUP_GAPS,
		.keys = {{.code = 'x'}},
		.help = N_("ignore it, or no longer"),
		.hint = N_("ignore"),
	},
	[ACTION_GAP_DOWN] = {
		.action = ACTION_GAP_DOWN,
		.name = "gap-down",
		.where = IN_GAPS,
		.group = GROUP_GAPS,
		.keys = {{.code = 'j'}, {.code = KEY_CODE_DOWN}},
		.keys_shown = "j k",
		.help = N_("down, up; arrows"),
	},
	[ACTION_GAP_UP] = {
		.action = ACTION_GAP_UP,
		.name = "gap-up",
		.where = IN_GAPS,
		.group = GROUP_GAPS,
		.keys = {{.code = 'k'}, {.code = KEY_CODE_UP}},
	},
	[ACTION_NEXT_CALL] = {
		.action = ACTION_NEXT_CALL,
		.name = "next-call",
		.where = IN_REVIEW,
		.group = GROUP_FILE,
		.keys = {{.code = ')'}},
		.keys_shown = "( )",
		.help = N_("previous, next call"),
	},
	[ACTION_PREVIOUS_CALL] = {
		.action = ACTION_PREVIOUS_CALL,
		.name = "previous-call",
		.where = IN_REVIEW,
		.group = GROUP_FILE,
		.keys = {{.code = '('}},
	},
	[ACTION_REOPEN] = {
		.action = ACTION_REOPEN,
		.name = "reopen",
		.where = IN_CALLS,
		.group = GROUP_FILE,
		.keys = {{.code = 'u'}},
		.help = N_("reopen a submitted review"),
	},
	[ACTION_LIST_DOWN] = {
		.action = ACTION_LIST_DOWN,
		.name = "down",
		.where = IN_CALLS | IN_HELP,
		.group = GROUP_JUMP,
		.keys = {{.code = 'j'}, {.code = KEY_CODE_DOWN}},
		.keys_shown = "j k",
		.help = N_("down, up; arrows"),
	},
	[ACTION_LIST_UP] = {
		.action = ACTION_LIST_UP,
		.name = "up",
		.where = IN_CALLS | IN_HELP,
		.group = GROUP_JUMP,
		.keys = {{.code = 'k'}, {.code = KEY_CODE_UP}},
	},
	[ACTION_PAGE_DOWN] = {
		.action = ACTION_PAGE_DOWN,
		.name = "page-down",
		.where = IN_CALLS | IN_HELP | IN_GUIDELINE | IN_PICK,
		.group = GROUP_JUMP,
		.keys = {{.code = KEY_CODE_PAGE_DOWN}},
		.keys_shown = "PageDown",
		.help = N_("a page down"),
	},
	[ACTION_PAGE_UP] = {
		.action = ACTION_PAGE_UP,
		.name = "page-up",
		.where = IN_CALLS | IN_HELP | IN_GUIDELINE | IN_PICK,
		.group = GROUP_JUMP,
		.keys = {{.code = KEY_CODE_PAGE_UP}},
		.keys_shown = "PageUp",
		.help = N_("a page up"),
	},
	[ACTION_LIST_START] = {
		.action = ACTION_LIST_START,
		.name = "first",
		.where = IN_CALLS | IN_HELP,
		.group = GROUP_JUMP,
		.keys = {{.code = KEY_CODE_HOME}},
		.keys_shown = "Home End",
		.help = N_("first, last line"),
	},
	[ACTION_LIST_END] = {
		.action = ACTION_LIST_END,
		.name = "last",
		.where = IN_CALLS | IN_HELP,
		.group = GROUP_JUMP,
		.keys = {{.code = KEY_CODE_END}},
	},
	[ACTION_OPEN] = {
		.action = ACTION_OPEN,
		.name = "open",
		.where = IN_CALLS,
		.group = GROUP_FILE,
		.keys = {{.code = '\r'}},
		.help = N_("open the call and play it"),
		.hint = N_("open"),
	},
	[ACTION_SAMPLE] = {
		.action = ACTION_SAMPLE,
		.name = "sample",
		.where = IN_FIRST,
		.group = GROUP_FILE,
		.keys = {{.code = '\r'}},
		.help = N_("try the sample call"),
		.hint = N_("sample"),
	},
	[ACTION_ADD] = {
		.action = ACTION_ADD,
		.name = "add",
		.where = IN_FIRST,
		.group = GROUP_FILE,
		.keys = {{.code = 'a'}},
		.help = N_("add recordings"),
		.hint = N_("add"),
	},
	[ACTION_CARD] = {
		.action = ACTION_CARD,
		.name = "scorecard",
		.where = IN_FIRST,
		.group = GROUP_FILE,
		.keys = {{.code = 't'}},
		.help = N_("choose a scorecard"),
		.hint = N_("scorecard"),
	},
	[ACTION_PICK] = {
		.action = ACTION_PICK,
		.name = "pick",
		.where = IN_PICK,
		.group = GROUP_PANES,
		.keys = {{.code = 'a'}},
		.letters = ACTION_LETTERS,
		.keys_shown = "a ... z",
		.help = N_("the line of that letter"),
		.hint = N_("choose"),
	},
	[ACTION_COMMAND] = {
		.action = ACTION_COMMAND,
		.name = "command",
		.where = IN_EVERY & ~(unsigned)IN_HELP,
		.group = GROUP_FILE,
		.keys = {{.code = ':'}},
		.help = N_("command line, Tab completes"),
	},
	[ACTION_HELP] = {
		.action = ACTION_HELP,
		.name = "help",
		.where = IN_EVERY & ~IN_HELP,
		.group = GROUP_FILE,
		.keys = {{.code = '?'}, {.code = KEY_CODE_F1}},
		.keys_shown = "? F1",
		.help = N_("help"),
		.hint = N_("help"),
	},
	[ACTION_SUSPEND] = {
		.action = ACTION_SUSPEND,
		.name = "suspend",
		.where = IN_EVERY,
		.group = GROUP_FILE,
		.keys = {{.code = CONTROL('Z')}},
		.help = N_("suspend (fg comes back)"),
	},
	[ACTION_REDRAW] = {
		.action = ACTION_REDRAW,
		.name = "redraw",
		.where = IN_EVERY,
		.group = GROUP_FILE,
		.keys = {{.code = CONTROL('L')}},
		.help = N_("draw the screen again"),
	},
	[ACTION_BACK] = {
		.action = ACTION_BACK,
		.name = "back",
		.where = IN_EVERY,
		.group = GROUP_FILE,
		.keys = {{.code = 'q'}},
		.closers = {{{.code = ESCAPE}, IN_HELP | PANES},
			{{.code = '\r'}, IN_PICK},
			{{.code = '?'}, IN_HELP},
			{{.code = KEY_CODE_F1}, IN_HELP}},
		.help = N_("back, quit (all is saved)"),
		.hint = N_("quit"),
	},
};

const struct action_row *action_get_rows(void)
{
	return rows;
}

const struct action_row *action_get_row(enum action action)
{
	return &rows[action];
}

enum action action_find(const char *name)
{
	for (size_t i = 0; i < N_ACTIONS; i++) {
		if (strcmp(rows[i].name, name) == 0)
			return rows[i].action;
	}
	return ACTION_NONE;
}

int action_find_letter(const struct action_row *row, struct key key)
{
	bool is_letter = key.code >= 'a' && key.code <= 'z' && !key.modifiers && row->letters;
	const char *found = is_letter ? strchr(row->letters, (int)key.code) : NULL;
	return found ? (int)(found - row->letters) : -1;
}

static bool has_key(const struct action_row *row, unsigned where, struct key key)
{
	for (size_t i = 0; i < ACTION_MAX_KEYS && row->keys[i].code; i++) {
		if ((row->where & where) && key_equal(row->keys[i], key))
			return true;
	}
	if ((row->where & where) && action_find_letter(row, key) >= 0)
		return true;
	for (size_t i = 0; i < ACTION_MAX_CLOSERS && row->closers[i].key.code; i++) {
		if ((row->closers[i].where & where) && key_equal(row->closers[i].key, key))
			return true;
	}
	return false;
}

enum action keymap_lookup(unsigned where, struct key key)
{
	for (size_t i = 0; i < N_ACTIONS; i++) {
		if (has_key(&rows[i], where, key))
			return rows[i].action;
	}
	return ACTION_NONE;
}
