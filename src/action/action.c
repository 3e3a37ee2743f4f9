/* Everything a user can do: the table, and what a key means in a place. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "action/action.h"

#include <string.h>

#include "base/i18n.h"

#define CONTROL(letter) ((letter) - 'A' + 1)
#define ESCAPE 27

/* What lies over the scorecard. */
#define PANES (IN_SUBMIT | IN_GAPS | IN_PICK | IN_GUIDELINE | IN_INCIDENTS | IN_CONTACT | \
	IN_NOTES)

#define ROW(id, its_name, its_where, its_group, ...)                                                \
	[ACTION_##id] = {.action = ACTION_##id, .name = its_name, .where = its_where,              \
		.group = its_group, __VA_ARGS__}
/* The levels beyond the first, which carries the help of all. */
#define LEVEL(n) ROW(LEVEL_##n, "level-" #n, IN_REVIEW, GROUP_MARK, .keys = {{.code = #n[0]}})

static const struct action_row rows[N_ACTIONS] = {
	ROW(NONE, "none", 0, GROUP_FILE,
		.help = NULL),
	ROW(PLAY_PAUSE, "play-pause", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = ' '}, {.code = KEY_CODE_F1 + 7}}, .help = N_("play, pause (2 s back)"), .hint = N_("play")),
	ROW(PLAY, "play", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = KEY_CODE_F1 + 4}}),
	ROW(PAUSE, "pause", IN_REVIEW | IN_HELP | IN_SUBMIT, GROUP_LISTEN,
		.keys = {{.code = CONTROL('C')}, {.code = KEY_CODE_F1 + 5}}, .help = N_("pause")),
	ROW(BACK_5S, "back-5s", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 'h'}, {.code = KEY_CODE_LEFT}, {.code = KEY_CODE_F1 + 6}}, .keys_shown = "h l",
		.help = N_("5 s back, forward; arrows")),
	ROW(FORWARD_5S, "forward-5s", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 'l'}, {.code = KEY_CODE_RIGHT}, {.code = KEY_CODE_F1 + 8}}),
	ROW(BACK_1S, "back-1s", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = ','}, {.code = KEY_CODE_LEFT, .modifiers = KEY_SHIFT}},
		.keys_shown = ", .", .help = N_("1 s back, forward")),
	ROW(FORWARD_1S, "forward-1s", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = '.'}, {.code = KEY_CODE_RIGHT, .modifiers = KEY_SHIFT}}),
	ROW(BACK_30S, "back-30s", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = '<'}}, .keys_shown = "< >", .help = N_("30 s back, forward")),
	ROW(FORWARD_30S, "forward-30s", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = '>'}}),
	ROW(START, "start", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = KEY_CODE_HOME}}, .keys_shown = "Home End",
		.help = N_("start, end of the call")),
	ROW(END, "end", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = KEY_CODE_END}}),
	ROW(REPLAY, "replay", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 'r'}}, .help = N_("last 5 s again, slower")),
	ROW(LOOP, "loop", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 'b'}}, .help = N_("loop: start, end, off")),
	ROW(SKIP_GAPS, "skip-gaps", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 's'}}, .help = N_("skip gaps, or no longer")),
	ROW(UNHEARD, "play-unheard", IN_REVIEW | IN_SUBMIT, GROUP_LISTEN,
		.keys = {{.code = 'p'}}, .help = N_("play what was not heard")),
	ROW(SLOWER, "slower", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = '['}}, .keys_shown = "[ ]", .help = N_("slower, faster")),
	ROW(FASTER, "faster", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = ']'}}),
	ROW(NORMAL_SPEED, "normal-speed", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = '\\'}}, .help = N_("1x, the former speed")),
	ROW(LEG, "leg", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 'v'}}, .help = N_("both, agent, customer")),
	ROW(LOUDER, "louder", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = '+'}, {.code = '='}}, .keys_shown = "+ -",
		.help = N_("louder, quieter")),
	ROW(QUIETER, "quieter", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = '-'}}),
	ROW(ZOOM_IN, "zoom-in", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 'z'}}, .keys_shown = "z Z", .help = N_("zoom in, out")),
	ROW(ZOOM_OUT, "zoom-out", IN_REVIEW, GROUP_LISTEN,
		.keys = {{.code = 'Z'}}),
	ROW(NEXT_GAP, "next-gap", IN_REVIEW, GROUP_JUMP,
		.keys = {{.code = 'g'}}, .keys_shown = "g G", .help = N_("next, previous gap"),
		.hint = N_("gap")),
	ROW(PREVIOUS_GAP, "previous-gap", IN_REVIEW, GROUP_JUMP,
		.keys = {{.code = 'G'}}),
	ROW(GAP_LIMIT, "gap-limit", IN_REVIEW, GROUP_JUMP,
		.keys = {{.code = 'L'}}, .help = N_("gaps over 3, 15 or 60 s")),
	ROW(NEXT_EMPTY, "next-empty", IN_REVIEW | IN_SUBMIT, GROUP_JUMP,
		.keys = {{.code = 'e'}}, .keys_shown = "e E",
		.help = N_("next, previous empty item"), .hint = N_("next empty")),
	ROW(PREVIOUS_EMPTY, "previous-empty", IN_REVIEW, GROUP_JUMP,
		.keys = {{.code = 'E'}}),
	ROW(EVIDENCE, "evidence", IN_REVIEW, GROUP_JUMP,
		.keys = {{.code = 'o'}}, .help = N_("play this item's evidence")),
	ROW(SEARCH, "search", IN_REVIEW | IN_GUIDELINE, GROUP_JUMP,
		.keys = {{.code = '/'}}, .help = N_("search in the scorecard")),
	ROW(NEXT_HIT, "next-hit", IN_REVIEW | IN_GUIDELINE, GROUP_JUMP,
		.keys = {{.code = 'n'}}, .keys_shown = "n N",
		.help = N_("next, previous hit or note")),
	ROW(PREVIOUS_HIT, "previous-hit", IN_REVIEW | IN_GUIDELINE, GROUP_JUMP,
		.keys = {{.code = 'N'}}),
	ROW(GOTO, "go-to", IN_REVIEW, GROUP_JUMP,
		.keys = {{.code = '@'}}, .help = N_("go to a time")),
	ROW(ITEM_DOWN, "item-down", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'j'}, {.code = KEY_CODE_DOWN}}, .keys_shown = "j k",
		.help = N_("item down, up; arrows")),
	ROW(ITEM_UP, "item-up", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'k'}, {.code = KEY_CODE_UP}}),
	ROW(LEVEL_1, "level-1", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = '1'}}, .keys_shown = "1 2 3",
		.help = N_("not met, met, exceeds")),
	LEVEL(2),
	LEVEL(3),
	LEVEL(4),
	LEVEL(5),
	LEVEL(6),
	LEVEL(7),
	LEVEL(8),
	LEVEL(9),
	ROW(NA, "not-applicable", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = '0'}}, .help = N_("not applicable"), .hint = N_("n/a")),
	ROW(CLEAR, "clear", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'x'}, {.code = KEY_CODE_DELETE}}, .keys_shown = "x Del",
		.help = N_("clear mark")),
	ROW(DEDUCT, "deduct", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'd'}}, .help = N_("deduct one occurrence")),
	ROW(FAULTS, "faults", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'D'}}, .help = N_("faults by letter")),
	ROW(RED_FLAGS, "red-flags", IN_REVIEW | IN_SUBMIT, GROUP_MARK,
		.keys = {{.code = '!'}}, .help = N_("red flags")),
	ROW(COMMENT, "comment", IN_REVIEW | IN_SUBMIT, GROUP_MARK,
		.keys = {{.code = 'c'}}, .keys_shown = "c C",
		.help = N_("comment: item, last mark"), .hint = N_("comment")),
	ROW(COMMENT_MARK, "comment-mark", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'C'}}),
	ROW(REASONS, "reasons", IN_REVIEW | IN_SUBMIT, GROUP_MARK,
		.keys = {{.code = 'R'}}, .help = N_("reasons for the mark")),
	ROW(NOTE, "note", IN_REVIEW | IN_NOTES, GROUP_MARK,
		.keys = {{.code = 'a'}}, .help = N_("note at this second"), .hint = N_("note")),
	ROW(NOTES, "notes", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'A'}}, .help = N_("list of notes"), .hint = N_("notes")),
	ROW(EVIDENCE_NOW, "evidence-now", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 't'}}, .keys_shown = "t T",
		.help = N_("evidence: now; one more")),
	ROW(EVIDENCE_ADD, "evidence-add", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'T'}}),
	ROW(ACCEPT, "accept", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'Y'}}, .help = N_("accept the proposal")),
	ROW(INCIDENTS, "incidents", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'I'}}, .help = N_("incidents")),
	ROW(CONTACT, "contact", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'F'}}, .help = N_("fields of the contact")),
	ROW(FOLD, "fold", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'f'}}, .help = N_("fold, unfold a section")),
	ROW(GUIDELINE, "guideline", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'i'}}, .help = N_("guideline of the item"),
		.hint = N_("guide")),
	ROW(UNDO, "undo", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = 'u'}}, .keys_shown = "u ^R", .help = N_("undo, redo"),
		.hint = N_("undo")),
	ROW(REDO, "redo", IN_REVIEW, GROUP_MARK,
		.keys = {{.code = CONTROL('R')}}),
	ROW(SUBMIT, "submit", IN_REVIEW, GROUP_FILE,
		.keys = {{.code = 'S'}}, .help = N_("submit, then the next call"),
		.hint = N_("submit")),
	ROW(SUBMIT_YES, "submit-yes", IN_SUBMIT, GROUP_FILE,
		.keys = {{.code = 'y'}}, .help = N_("submit it now"), .hint = N_("submit")),
	ROW(PANE, "pane", IN_REVIEW, GROUP_FILE,
		.keys = {{.code = '\t'}}, .help = N_("gap list, scorecard")),
	ROW(GAP_LIST, "gap-list", IN_REVIEW, GROUP_FILE,
		.keys = {{.code = 'g', .modifiers = KEY_MENU}, {.code = KEY_CODE_F1 + 1}},
		.help = N_("gap list")),
	ROW(GAP_PLAY, "gap-play", IN_GAPS, GROUP_GAPS,
		.keys = {{.code = '\r'}}, .help = N_("play it from 3 s before"),
		.hint = N_("play it")),
	ROW(GAP_MARK, "gap-mark", IN_GAPS, GROUP_GAPS,
		.keys = {{.code = 'm'}}, .help = N_("it is the item's evidence"),
		.hint = N_("mark on item")),
	ROW(GAP_HOLD, "gap-hold", IN_GAPS, GROUP_GAPS,
		.keys = {{.code = 'h'}}, .help = N_("it is a hold"), .hint = N_("hold")),
	ROW(GAP_SILENCE, "gap-silence", IN_GAPS, GROUP_GAPS,
		.keys = {{.code = 's'}}, .help = N_("it is silence"), .hint = N_("silence")),
	ROW(GAP_IGNORE, "gap-ignore", IN_GAPS, GROUP_GAPS,
		.keys = {{.code = 'x'}}, .help = N_("ignore it, or no longer"),
		.hint = N_("ignore")),
	ROW(GAP_DOWN, "gap-down", IN_GAPS, GROUP_GAPS,
		.keys = {{.code = 'j'}, {.code = KEY_CODE_DOWN}}, .keys_shown = "j k",
		.help = N_("down, up; arrows")),
	ROW(GAP_UP, "gap-up", IN_GAPS, GROUP_GAPS,
		.keys = {{.code = 'k'}, {.code = KEY_CODE_UP}}),
	ROW(NEXT_CALL, "next-call", IN_REVIEW, GROUP_FILE,
		.keys = {{.code = ')'}}, .keys_shown = "( )", .help = N_("previous, next call")),
	ROW(PREVIOUS_CALL, "previous-call", IN_REVIEW, GROUP_FILE,
		.keys = {{.code = '('}}),
	ROW(REOPEN, "reopen", IN_CALLS, GROUP_FILE,
		.keys = {{.code = 'u'}}, .help = N_("reopen a submitted review")),
	ROW(LIST_DOWN, "down", IN_CALLS | IN_HELP, GROUP_JUMP,
		.keys = {{.code = 'j'}, {.code = KEY_CODE_DOWN}}, .keys_shown = "j k",
		.help = N_("down, up; arrows")),
	ROW(LIST_UP, "up", IN_CALLS | IN_HELP, GROUP_JUMP,
		.keys = {{.code = 'k'}, {.code = KEY_CODE_UP}}),
	ROW(PAGE_DOWN, "page-down", IN_CALLS | IN_HELP | IN_GUIDELINE | IN_PICK, GROUP_JUMP,
		.keys = {{.code = KEY_CODE_PAGE_DOWN}}, .keys_shown = "PageDown",
		.help = N_("a page down")),
	ROW(PAGE_UP, "page-up", IN_CALLS | IN_HELP | IN_GUIDELINE | IN_PICK, GROUP_JUMP,
		.keys = {{.code = KEY_CODE_PAGE_UP}}, .keys_shown = "PageUp",
		.help = N_("a page up")),
	ROW(LIST_START, "first", IN_CALLS | IN_HELP, GROUP_JUMP,
		.keys = {{.code = KEY_CODE_HOME}}, .keys_shown = "Home End",
		.help = N_("first, last line")),
	ROW(LIST_END, "last", IN_CALLS | IN_HELP, GROUP_JUMP,
		.keys = {{.code = KEY_CODE_END}}),
	ROW(OPEN, "open", IN_CALLS, GROUP_FILE,
		.keys = {{.code = '\r'}}, .help = N_("open the call and play it"),
		.hint = N_("open")),
	ROW(SAMPLE, "sample", IN_FIRST, GROUP_FILE,
		.keys = {{.code = '\r'}}, .help = N_("try the sample call"), .hint = N_("sample")),
	ROW(ADD, "add", IN_FIRST, GROUP_FILE,
		.keys = {{.code = 'a'}}, .help = N_("add recordings"), .hint = N_("add")),
	ROW(CARD, "scorecard", IN_FIRST, GROUP_FILE,
		.keys = {{.code = 't'}}, .help = N_("choose a scorecard"), .hint = N_("scorecard")),
	ROW(PICK, "pick", IN_PICK, GROUP_PANES,
		.keys = {{.code = 'a'}}, .letters = ACTION_LETTERS, .keys_shown = "a-z",
		.help = N_("the line of that letter"), .hint = N_("choose")),
	ROW(UNPICK, "unpick", IN_PICK, GROUP_PANES,
		.keys = {{.code = '-'}, {.code = KEY_CODE_DELETE}},
		.help = N_("a fault: take one back"), .hint = N_("one less")),
	ROW(FLAG_COMMENT, "flag-comment", IN_PICK, GROUP_PANES,
		.keys = {{.code = 'C'}}, .help = N_("comment on the red flag"),
		.hint = N_("comment")),
	ROW(ROW_DOWN, "row-down", IN_CONTACT | IN_INCIDENTS | IN_NOTES, GROUP_PANES,
		.keys = {{.code = 'j'}, {.code = KEY_CODE_DOWN}}, .keys_shown = "j k",
		.help = N_("down, up; arrows")),
	ROW(ROW_UP, "row-up", IN_CONTACT | IN_INCIDENTS | IN_NOTES, GROUP_PANES,
		.keys = {{.code = 'k'}, {.code = KEY_CODE_UP}}),
	ROW(FIELD_EDIT, "field-edit", IN_CONTACT, GROUP_PANES,
		.keys = {{.code = '\r'}, {.code = 'c'}}, .help = N_("write the field"),
		.hint = N_("write")),
	ROW(FIELD_CLEAR, "field-clear", IN_CONTACT, GROUP_PANES,
		.keys = {{.code = 'x'}, {.code = KEY_CODE_DELETE}}, .help = N_("empty the field"),
		.hint = N_("empty")),
	ROW(INCIDENT_ADD, "incident-add", IN_INCIDENTS, GROUP_PANES,
		.keys = {{.code = 'a'}}, .help = N_("record one at this moment"),
		.hint = N_("record")),
	ROW(INCIDENT_EDIT, "incident-edit", IN_INCIDENTS, GROUP_PANES,
		.keys = {{.code = '\r'}, {.code = 'c'}}, .help = N_("write what there is to say"),
		.hint = N_("write")),
	ROW(INCIDENT_START, "incident-start", IN_INCIDENTS, GROUP_PANES,
		.keys = {{.code = 'b'}}, .keys_shown = "b e", .help = N_("it begins, ends now"),
		.hint = N_("begins now")),
	ROW(INCIDENT_END, "incident-end", IN_INCIDENTS, GROUP_PANES,
		.keys = {{.code = 'e'}}),
	ROW(INCIDENT_KIND, "incident-kind", IN_INCIDENTS, GROUP_PANES,
		.keys = {{.code = 't'}}, .help = N_("another class and category"),
		.hint = N_("kind")),
	ROW(INCIDENT_PLAY, "incident-play", IN_INCIDENTS, GROUP_PANES,
		.keys = {{.code = 'o'}}, .help = N_("play it from 3 s before"),
		.hint = N_("play it")),
	ROW(INCIDENT_REMOVE, "incident-remove", IN_INCIDENTS, GROUP_PANES,
		.keys = {{.code = 'x'}, {.code = KEY_CODE_DELETE}}, .help = N_("delete it"),
		.hint = N_("delete")),
	ROW(NOTE_PLAY, "note-play", IN_NOTES, GROUP_PANES,
		.keys = {{.code = '\r'}, {.code = 'o'}}, .help = N_("play it from 3 s before"),
		.hint = N_("play it")),
	ROW(NOTE_EDIT, "note-edit", IN_NOTES, GROUP_PANES,
		.keys = {{.code = 'e'}, {.code = 'c'}}, .help = N_("write what there is to say"),
		.hint = N_("write")),
	ROW(NOTE_REMOVE, "note-remove", IN_NOTES, GROUP_PANES,
		.keys = {{.code = 'x'}, {.code = KEY_CODE_DELETE}}, .help = N_("delete it"),
		.hint = N_("delete")),
	ROW(COMMAND, "command", IN_EVERY & ~(unsigned)IN_HELP, GROUP_FILE,
		.keys = {{.code = ':'}}, .help = N_("command line, with Tab")),
	ROW(HELP, "help", IN_EVERY & ~IN_HELP, GROUP_FILE,
		.keys = {{.code = '?'}, {.code = KEY_CODE_F1}}, .keys_shown = "? F1",
		.help = N_("help"), .hint = N_("help")),
	ROW(SUSPEND, "suspend", IN_EVERY, GROUP_FILE,
		.keys = {{.code = CONTROL('Z')}}, .help = N_("suspend (fg comes back)")),
	ROW(REDRAW, "redraw", IN_EVERY, GROUP_FILE,
		.keys = {{.code = CONTROL('L')}}, .help = N_("draw the screen again")),
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
	},};

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
