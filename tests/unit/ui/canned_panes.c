/* What the panes of marking show, made up and always the same. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <string.h>

#include "canned.h"

static const struct snapshot_choice reasons_en[] = {
	{.code = "N1", .text = "No standard wording before the hold: did not ask, did not say how long",
		.chosen = true, .off = ""},
	{.code = "N2", .text = "None at 15 s on the return: no apology, no thanks", .off = ""},
	{.code = "N3", .text = "No check-in within a minute, and no offer to call back although it took "
			       "long; the customer hung up or said so",
		.chosen = true, .off = ""},
	{.code = "E1", .text = "Kept the customer company", .exceeded = true, .off = ""},
};
static const struct snapshot_choice reasons_zh[] = {
	{.code = "N1", .text = "候线前没有规范用语：未征得同意，未说明时长", .chosen = true, .off = ""},
	{.code = "N2", .text = "15 秒后返回时没有致歉或致谢", .off = ""},
	{.code = "N3", .text = "一分钟内没有回访，处理时间长也没有主动提出回电，客户因此挂机或表示不满，之后也没有任何跟进", .chosen = true, .off = ""},
	{.code = "E1", .text = "候线期间一直陪伴客户", .exceeded = true, .off = ""},
};
static const struct snapshot_flag flags_en[] = {
	{.key = "attitude", .title = "Negative about the company", .guideline = "",
		.effect = SNAPSHOT_FAIL, .evidence_ms = -1, .comment = "", .incident = ""},
	{.key = "wrong", .title = "Wrong answer", .guideline = "", .effect = SNAPSHOT_FAIL,
		.raised = true, .evidence_ms = 318000, .comment = "", .comment_missing = true,
		.incident = ""},
};
static const struct snapshot_flag flags_zh[] = {
	{.key = "attitude", .title = "对公司消极", .guideline = "", .effect = SNAPSHOT_FAIL,
		.evidence_ms = -1, .comment = "", .incident = ""},
	{.key = "wrong", .title = "答错", .guideline = "", .effect = SNAPSHOT_FAIL, .raised = true,
		.evidence_ms = 318000, .comment = "", .comment_missing = true, .incident = ""},
};
static const struct snapshot_field fields_en[] = {
	{.key = "id", .title = "Contact id", .type = "text", .required = true, .value = "C-0142",
		.shown = "C-0142"},
	{.key = "queue", .title = "Queue", .type = "choice", .required = true, .missing = true,
		.value = "", .shown = ""},
	{.key = "note", .title = "Remark", .type = "text", .value = "", .shown = ""},
};
static const struct snapshot_field fields_zh[] = {
	{.key = "id", .title = "联系编号", .type = "文字", .required = true, .value = "C-0142",
		.shown = "C-0142"},
	{.key = "queue", .title = "队列", .type = "选项", .required = true, .missing = true, .value = "",
		.shown = ""},
	{.key = "note", .title = "备注", .type = "文字", .value = "", .shown = ""},
};
static const struct snapshot_incident incidents_en[] = {
	{.n = 1, .class_key = "b", .category_key = "process", .title = "Class B: process not followed",
		.start_ms = 208000, .end_ms = 283000,
		.texts = {"\"One moment\", then music for 75 seconds.", "No check-in while holding.",
			"Go back to the line each minute; offer to call back.", "", "",
			"Coached on the 5th"}},
	{.n = 2, .class_key = "c", .category_key = "wrong-answer", .title = "Class C: wrong answer",
		.start_ms = 318000, .end_ms = -1, .texts = {"", "", "", "", "", ""}},
};
static const struct snapshot_incident incidents_zh[] = {
	{.n = 1, .class_key = "b", .category_key = "process", .title = "B类：未执行流程",
		.start_ms = 208000, .end_ms = 283000,
		.texts = {"“请稍等”，随后音乐 75 秒。", "候线期间没有回访。",
			"每分钟回到线上说明进展，时间长则主动提出回电。", "", "", "5 日已辅导"}},
	{.n = 2, .class_key = "c", .category_key = "wrong-answer", .title = "C类：业务解答错误",
		.start_ms = 318000, .end_ms = -1, .texts = {"", "", "", "", "", ""}},
};

static const struct snapshot_note notes[] = {{.n = 1, .at_ms = 300000, .text = "listen again"}};

static void add_missing(struct canned *canned, enum snapshot_missing_kind kind, size_t index,
	const char *name)
{
	canned->missing[canned->snapshot.n_missing++] =
		(struct snapshot_missing){kind, index, name};
}

static void mark_items(struct canned *canned, bool zh)
{
	static const struct snapshot_time times[] = {{283600, -1}, {290000, -1}};
	struct snapshot_item *items = canned->items;
	items[5].reasons = "N1 N3";
	items[5].times = times;
	items[5].n_times = 2;
	items[6].proposed = 1;
	items[6].proposal = items[6].hint;
	items[6].reason_texts = zh ? "N1 未征得同意\nN3 一分钟内未回访" :
				     "N1 did not ask\nN3 no check-in within a minute";
	items[7].is_occurrence = true;
	items[7].off = "-2";
	items[7].n_levels = 0;
	items[7].n_occurrences = 3;
	items[7].evidence_ms = 331000;
}

void canned_add_panes(struct canned *canned, enum canned_text text)
{
	struct review_snapshot *snapshot = &canned->snapshot;
	bool zh = text == CANNED_ZH;
	mark_items(canned, zh);
	snapshot->choices = zh ? reasons_zh : reasons_en;
	snapshot->n_choices = sizeof reasons_en / sizeof *reasons_en;
	snapshot->flags = zh ? flags_zh : flags_en;
	snapshot->n_flags = sizeof flags_en / sizeof *flags_en;
	snapshot->n_raised = 1;
	snapshot->fields = zh ? fields_zh : fields_en;
	snapshot->n_fields = sizeof fields_en / sizeof *fields_en;
	snapshot->n_fields_missing = 1;
	snapshot->incidents = zh ? incidents_zh : incidents_en;
	snapshot->n_incidents = sizeof incidents_en / sizeof *incidents_en;
	snapshot->outcome = SNAPSHOT_FAILS;
	snapshot->outcome_word = zh ? "不合格：答错" : "fails: wrong answer";
	snapshot->score_raw = "71.43";
	snapshot->notes = notes;
	snapshot->n_notes = snapshot->note_cursor = sizeof notes / sizeof *notes;
	add_missing(canned, MISSING_FIELD, 1, snapshot->fields[1].title);
	add_missing(canned, MISSING_FLAG_COMMENT, 1, snapshot->flags[1].title);
	add_missing(canned, MISSING_FLAG_CONFIRM, 1, snapshot->flags[1].title);
}

void canned_count_faults(struct canned *canned)
{
	static const struct snapshot_choice faults[] = {
		{.code = "w1", .text = "Filler words", .off = "-1"},
		{.code = "w2", .text = "Taboo words", .chosen = true, .n = 12, .off = "-1"},
		{.code = "w3", .text = "没有礼貌问候", .chosen = true, .n = 1, .off = "-0.5"},
	};
	canned->snapshot.choices = faults;
	canned->snapshot.n_choices = sizeof faults / sizeof *faults;
}

void canned_choose_flags(struct canned *canned)
{
	struct review_snapshot *snapshot = &canned->snapshot;
	for (size_t i = 0; i < snapshot->n_flags; i++)
		canned->flags[i] = (struct snapshot_choice){.code = "",
			.text = snapshot->flags[i].title, .chosen = snapshot->flags[i].raised,
			.off = ""};
	snapshot->choices = canned->flags;
	snapshot->n_choices = snapshot->n_flags;
}
