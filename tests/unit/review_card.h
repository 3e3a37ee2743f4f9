/* A card with one of everything that a review can mark. */
/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_CARD_H
#define REVIEW_CARD_H

enum { /* indexes of its items */
	ITEM_TONE,
	ITEM_APOLOGY,
	ITEM_HOLD,
	ITEM_FILLERS,
	ITEM_TABOO,
};

static const char every_card[] =
	"card: every\n"
	"version: 1\n"
	"title: Every\n"
	"pass: 25\n"
	"fields:\n"
	"  - {field: agent, title: Agent, required: yes}\n"
	"  - {field: date, title: Date, type: date}\n"
	"  - {field: queue, title: Queue, type: choice, options: [{option: r, title: Returns}]}\n"
	"flags:\n"
	"  - {flag: rude, title: Rude, effect: fail, comment-required: yes,\n"
	"     incident: {class: a, category: bad-attitude}}\n"
	"  - {flag: odd, title: Odd, effect: report}\n"
	"sections:\n"
	"  - section: talk\n"
	"    title: Talk\n"
	"    items:\n"
	"      - item: tone\n"
	"        title: Tone\n"
	"        met: 10\n"
	"        exceeded: 20\n"
	"        na: yes\n"
	"        evidence: rings\n"
	"        incident: {class: b, category: attitude}\n"
	"        reasons: {E1: warm, N1: cold, N2: fast}\n"
	"      - item: apology\n"
	"        title: Apology\n"
	"        met: 10\n"
	"        when: {item: tone, is: not-met}\n"
	"      - item: hold\n"
	"        title: Hold\n"
	"        met: 10\n"
	"        evidence: [gaps.silence, gaps.hold]\n"
	"  - section: words\n"
	"    title: Words\n"
	"    points: 10\n"
	"    items:\n"
	"      - {item: fillers, title: Fillers, scale: occurrence, off: 0.5, na: yes}\n"
	"      - {item: taboo, title: Taboo, scale: occurrence, off: 2,\n"
	"         comment-required-when: [not-met]}\n";

#endif
