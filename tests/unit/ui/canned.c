/* Reviews and call lists as the screens get them, made up and always the same. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "canned.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "testing.h"

#define DURATION_MS 522000

uint32_t canned_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Who talks when, in seconds: 0 the agent, 1 the customer. */
static const struct turn {
	int channel;
	double start_s;
	double end_s;
} turns[] = {
	{0, 1.5, 12}, {1, 13, 24}, {0, 24.5, 38}, {1, 38.6, 52}, {0, 53, 66}, {1, 66.5, 82},
	{0, 87, 96}, {1, 97, 110}, {0, 111, 122}, {0, 140, 156}, {1, 156.5, 170}, {0, 171, 186},
	{1, 186.6, 197}, {0, 197.5, 206}, {1, 284, 296}, {0, 295, 309}, {1, 309.5, 319},
	{0, 317, 326}, {1, 330, 346}, {0, 346.4, 358}, {1, 363, 380}, {0, 380.5, 392},
	{1, 391, 404}, {0, 404.5, 418}, {1, 436, 450}, {0, 450.4, 470}, {1, 471, 482},
	{0, 482.6, 500}, {1, 501, 508}, {0, 508.5, 519},
};

static const struct event events[] = {
	{.start_ms = 82500, .end_ms = 87000, .kind = EVENT_SILENCE, .channel = -1,
		.before = PARTY_CUSTOMER, .after = PARTY_AGENT},
	{.start_ms = 122000, .end_ms = 140000, .kind = EVENT_SILENCE, .channel = -1,
		.before = PARTY_AGENT, .after = PARTY_AGENT},
	{.start_ms = 208000, .end_ms = 283000, .kind = EVENT_HOLD, .subtype = SUBTYPE_MUSIC,
		.channel = -1, .before = PARTY_AGENT, .after = PARTY_CUSTOMER},
	{.start_ms = 317000, .end_ms = 319000, .kind = EVENT_OVERTALK, .channel = -1},
	{.start_ms = 358500, .end_ms = 363000, .kind = EVENT_SILENCE, .channel = -1},
	{.start_ms = 391000, .end_ms = 392000, .kind = EVENT_OVERTALK, .channel = -1},
	{.start_ms = 418500, .end_ms = 436000, .kind = EVENT_SILENCE, .channel = -1},
};

static const struct cover_range cover[] = {
	{0, 122500, COVER_HEARD},
	{122500, 139500, COVER_SKIPPED},
	{139500, 190000, COVER_HEARD},
	{208000, 283600, COVER_HEARD},
};

static void say(uint8_t *level, int64_t from, int64_t to, double level_db, uint32_t *seed)
{
	for (int64_t i = from; i < to; i++) {
		/* Syllables: loud and soft by turns. */
		double soft = i / 18 % 3 == 0 ? 14 : canned_random(seed) % 8;
		level[i] = envelope_byte(level_db - soft);
	}
}

static void make_envelope(struct envelope *envelope, int channels)
{
	enum { N_HOPS = DURATION_MS / ENVELOPE_HOP_MS };
	uint8_t *level[2] = {mem_zalloc(N_HOPS, 1), mem_zalloc(N_HOPS, 1)};
	uint32_t seed = 7;
	for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
		/* The customer is much quieter than the agent. */
		double level_db = turns[i].channel ? -32 : -12;
		say(level[channels > 1 ? turns[i].channel : 0], (int64_t)(turns[i].start_s * 100),
			(int64_t)(turns[i].end_s * 100), level_db, &seed);
	}
	for (int64_t i = 20800; i < 28300; i++)
		level[channels - 1][i] = envelope_byte(-58);
	envelope->channels = channels;
	envelope_add(envelope, (const uint8_t *const[2]){level[0], level[1]}, N_HOPS);
	free(level[0]);
	free(level[1]);
}

static const struct snapshot_level levels_en[] = {{"not met"}, {"met"}, {"exceeds"}};
static const struct snapshot_level levels_zh[] = {{"未达标"}, {"达标"}, {"超出"}};

#define GUIDELINE_EN                                                                               \
	"Met: the agent is back on the line before 60 s of hold, says what is being done and "     \
	"asks for more time.\nNot met: any hold over 60 s without that."
#define GUIDELINE_ZH                                                                               \
	"达标：候线满 60 秒前回到线上，说明进展并征得继续等待的同意。\n未达标：任何一次候线超过 "  \
	"60 秒未回访。"

#define ITEM(k, p) .key = (k), .name = (k), .points = (p), .n_levels = 3, .na_allowed = true

static const struct snapshot_item items_en[] = {
	{ITEM("1", "4"), .section = "Opening", .title = "Greeting in 3 s with name and brand",
		.level = 2, .evidence_ms = 2000},
	{ITEM("2", "6"), .section = "Opening", .title = "Customer verified with two items",
		.level = 2, .evidence_ms = 21000},
	{ITEM("3", "5"), .section = "Listening", .title = "Asks before interrupting", .level = 1,
		.not_met = true, .evidence_ms = 318000, .hint = "2 overtalk",
		.comment_missing = true},
	{ITEM("4", "5"), .section = "Listening", .title = "No dead air over 3 s",
		.hint = "3 gaps"},
	{ITEM("5", "5"), .section = "Hold", .title = "Asks permission before hold", .level = 2,
		.evidence_ms = 204000},
	{ITEM("6", "5"), .section = "Hold", .title = "Thanks the customer at 15 s", .level = 1,
		.not_met = true, .evidence_ms = 283600, .comment = "late, after 60 s"},
	{ITEM("7", "10"), .section = "Hold", .title = "Checks back within 1 min",
		.hint = "hold 1:15", .guideline = GUIDELINE_EN},
	{ITEM("8", "15"), .section = "Solution", .title = "Correct answer, first time"},
	{ITEM("9", "10"), .section = "Solution", .title = "Explains next steps and time",
		.level = 3, .exceeds = true, .evidence_ms = 411000},
	{ITEM("10", "-"), .section = "Solution", .title = "Red flag: promises refund outright",
		.level = ANSWER_NA},
	{ITEM("11", "8"), .section = "Closing", .title = "Summarises what was agreed"},
	{ITEM("12", "7"), .section = "Closing", .title = "Offers further help"},
};

static const char *const titles_zh[] = {"3 秒内问候，报姓名与品牌", "核实两项客户身份信息", "不打断客户",
	"无超过 3 秒沉默", "候线前征得客户同意", "15 秒内致谢", "1 分钟内回访客户", "一次性正确解答",
	"说明后续步骤与时限", "红线：擅自承诺退款", "总结达成事项", "询问是否还需帮助"};
static const char *const sections_zh[] = {"开场", "开场", "倾听与沟通", "倾听与沟通", "候线处理",
	"候线处理", "候线处理", "解决方案", "解决方案", "解决方案", "结束语", "结束语"};

static size_t section_of(size_t item)
{
	return item < 2 ? 0 : item < 4 ? 1 : item < 7 ? 2 : item < 10 ? 3 : 4;
}

static void make_sections(struct canned *canned)
{
	static const char *const scores[] = {"10/10", "0/10", "5/20", "10/25", ""};
	static const int answered[] = {2, 1, 2, 2, 0}, not_met[] = {0, 1, 1, 0, 0};
	for (size_t i = 0, first = 0; i < 5; i++) {
		struct snapshot_section *section = &canned->sections[i];
		*section = (struct snapshot_section){.key = "s", .first_item = first,
			.score = scores[i], .n_answered = answered[i], .n_not_met = not_met[i]};
		while (first < canned->snapshot.n_snapshot_items && section_of(first) == i)
			first++;
		section->n_items = first - section->first_item;
		section->n_applying = (int)section->n_items;
		section->title = canned->items[section->first_item].section;
	}
	canned->snapshot.sections = canned->sections;
	canned->snapshot.n_sections = 5;
}

static void make_items(struct canned *canned, enum canned_text text)
{
	size_t n_items = sizeof items_en / sizeof *items_en;
	memcpy(canned->items, items_en, sizeof items_en);
	for (size_t i = 0; i < n_items; i++) {
		struct snapshot_item *item = &canned->items[i];
		item->levels = text == CANNED_ZH ? levels_zh : levels_en;
		item->guideline = item->guideline ? item->guideline : "";
		item->comment = item->comment ? item->comment : "";
		item->hint = item->hint ? item->hint : "";
		item->evidence_ms = item->evidence_ms ? item->evidence_ms : -1;
		item->applies = true;
		item->off = item->condition = item->reasons = item->reason_texts = "";
		item->proposal = item->incident = "";
		item->section_index = section_of(i);
		if (text == CANNED_EN)
			continue;
		item->title = titles_zh[i];
		item->section = sections_zh[i];
		item->guideline = GUIDELINE_ZH;
		item->hint = i == 3 ? "3 处沉默" : i == 6 ? "候线 1:15" : "";
		item->comment = i == 5 ? "迟了，60 秒以后" : "";
	}
	canned->snapshot.items = canned->items;
	canned->snapshot.n_snapshot_items = n_items;
	canned->snapshot.cursor = 6;
}

static void make_gaps(struct canned *canned)
{
	struct review_snapshot *snapshot = &canned->snapshot;
	for (size_t i = 0; i < snapshot->n_events; i++) {
		enum gap_class class = event_gap_class(&snapshot->events[i], &snapshot->limits);
		size_t n = snapshot->n_gap_rows;
		if (class == GAP_NONE)
			continue;
		canned->gaps[n] = (struct snapshot_gap){.event = snapshot->events[i],
			.found = snapshot->events[i],
			.number = (int)n + 1, .class = class,
			.asked = check_points_of(&snapshot->events[i], &snapshot->limits)};
		snapshot->n_gap_rows++;
	}
	memcpy(canned->gaps[2].items, "6", 2);
	memcpy(canned->gaps[4].items, "10.2 11", 8);
	snapshot->gaps = canned->gaps;
	snapshot->gap_cursor = 2;
}

static void make_words(struct review_snapshot *snapshot, enum canned_text text)
{
	bool zh = text == CANNED_ZH;
	snapshot->name = "C-20261103-0142";
	snapshot->agent = zh ? "王小明" : "Wang Xiaoming";
	snapshot->queue = zh ? "账务" : "Billing";
	snapshot->card_title = zh ? "标准 v3" : "Standard v3";
	snapshot->state_word = zh ? "草稿" : "draft";
	snapshot->message = zh ? "评分项 6 未达标 @4:43，10:31:07 已保存，u 撤销" :
				 "Item 6 not met at 4:43 saved 10:31:07.  u undoes";
	snapshot->score = "25/35";
	snapshot->score_final = "25.00 of 100";
	snapshot->not_met_sections = "2 3";
	snapshot->score_now = snapshot->score_raw = snapshot->outcome_word = snapshot->band = "";
	snapshot->n_not_met = 2;
	snapshot->n_met = 3;
	snapshot->n_exceeded = 1;
	snapshot->sound_problem = "";
}

/* The program's own texts: as they are in the source, or out of the catalogue just built. */
static void set_language(enum canned_text text)
{
	const char *folder = getenv("CALLMARK_LOCALEDIR");
	assert_non_null(setlocale(LC_ALL, text == CANNED_ZH ? "C.UTF-8" : "C"));
	setenv("LANGUAGE", "zh_CN", 1);
	bindtextdomain("callmark", folder ? folder : "po/locale");
	bind_textdomain_codeset("callmark", "UTF-8");
	textdomain("callmark");
}

void canned_find_missing(struct canned *canned)
{
	struct review_snapshot *snapshot = &canned->snapshot;
	size_t n = 0;
	for (size_t i = 0; i < snapshot->n_empty_items; i++)
		canned->missing[n++] = (struct snapshot_missing){MISSING_ANSWER,
			canned->empty_items[i], canned->items[canned->empty_items[i]].key};
	for (size_t i = 0; i < snapshot->n_uncommented; i++)
		canned->missing[n++] = (struct snapshot_missing){MISSING_COMMENT,
			canned->uncommented[i], canned->items[canned->uncommented[i]].key};
	snapshot->missing = canned->missing;
	snapshot->n_missing = n;
}

void canned_make(struct canned *canned, enum canned_text text, int channels)
{
	*canned = (struct canned){0};
	set_language(text);
	make_envelope(&canned->envelope, channels);
	memcpy(canned->events, events, sizeof events);
	memcpy(canned->cover, cover, sizeof cover);
	canned->snapshot = (struct review_snapshot){
		.n_answered = 7, .n_items = 12,
		.channels = channels, .duration_ms = DURATION_MS, .playhead_ms = 283600,
		.playing = true, .envelope = &canned->envelope, .events = canned->events,
		.n_events = sizeof events / sizeof *events, .limits = gap_limits_default,
		.gap_from = GAP_OVER3, .gap_number = 3, .n_gaps = 5, .zoom_ms_per_column = 1100,
		.settled_ms = DURATION_MS, .speed_percent = 100, .volume_percent = 100, .level_percent = {100, 100}, .loop_in_ms = -1, .loop_out_ms = -1,
		.cover = canned->cover, .n_cover = sizeof cover / sizeof *cover,
		.skipped_ms = 17000, .unheard_ms = 256400, .unheard_percent = 50,
		.empty_items = canned->empty_items, .uncommented = canned->uncommented,
	};
	make_words(&canned->snapshot, text);
	make_items(canned, text);
	make_sections(canned);
	make_gaps(canned);
	const size_t empty[] = {3, 6, 7, 10, 11};
	memcpy(canned->empty_items, empty, sizeof empty);
	canned->snapshot.n_empty_items = sizeof empty / sizeof *empty;
	canned->uncommented[0] = 2;
	canned->snapshot.n_uncommented = 1;
	canned_find_missing(canned);
}

void canned_release(struct canned *canned)
{
	envelope_release(&canned->envelope);
}

/* ---- looking at a canvas ---- */

static void check_cell(const struct canvas *canvas, const struct cell *cell)
{
	uint32_t cp;
	assert_true(cell->style < N_STYLES);
	assert_true(memchr(cell->text, '\0', sizeof cell->text) != NULL);
	size_t n_bytes = strlen(cell->text);
	assert_int_equal(n_bytes == 0, cell->width == 0);
	assert_true(utf8_is_valid(cell->text, n_bytes));
	for (size_t at = 0, n; at < n_bytes; at += n) {
		n = utf8_decode(cell->text + at, n_bytes - at, &cp);
		assert_true(cp >= 0x20 && cp != 0x7f && !(cp >= 0x80 && cp < 0xa0));
		assert_true(canvas->graphics != GRAPHICS_ASCII || cp < 0x80);
	}
}

void canned_check_canvas(const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++) {
		const struct cell *cells = &canvas->cells[row * canvas->columns];
		int columns = 0;
		for (int i = 0; i < canvas->columns; i++) {
			check_cell(canvas, &cells[i]);
			/* A right half stands exactly after its left half. */
			assert_int_equal(cells[i].width == 0, i > 0 && cells[i - 1].width == 2);
			columns += cells[i].width;
		}
		assert_int_equal(columns, canvas->columns);
	}
	assert_true(canvas->cursor_row < canvas->rows);
	assert_true(canvas->cursor_column < canvas->columns);
}

static char *read_screen(const char *path)
{
	struct str text = {0};
	FILE *file = fopen(path, "r");
	if (!file)
		fail_msg("cannot open %s", path);
	for (int c = getc(file); c != EOF; c = getc(file))
		str_addc(&text, (char)c);
	fclose(file);
	return str_take(&text);
}

static void write_screen(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

void canned_compare(const struct canvas *canvas, const char *name)
{
	char path[512];
	const char *srcdir = getenv("srcdir");
	snprintf(path, sizeof path, "%s/tests/unit/ui/screens/%s.txt", srcdir ? srcdir : ".", name);
	char *text = canvas_to_text(canvas);
	canned_check_canvas(canvas);
	if (getenv("CALLMARK_UPDATE_SCREENS"))
		write_screen(path, text);
	char *expected = read_screen(path);
	assert_string_equal(text, expected);
	free(expected);
	free(text);
}

/* The text of a row from a column on, as it is drawn. */
static bool row_has_at(const struct canvas *canvas, int row, int column, const char *text)
{
	for (int i = column; *text; i++) {
		if (i >= canvas->columns)
			return false;
		const struct cell *cell = &canvas->cells[row * canvas->columns + i];
		if (!str_starts(text, cell->text))
			return false;
		text += strlen(cell->text);
	}
	return true;
}

static int find_style(const struct canvas *canvas, int only_row, const char *text)
{
	for (int row = 0; row < canvas->rows; row++)
		for (int i = 0; i < canvas->columns; i++)
			if ((only_row < 0 || row == only_row) && row_has_at(canvas, row, i, text))
				return canvas->cells[row * canvas->columns + i].style;
	return -1;
}

int canned_style_of(const struct canvas *canvas, int row, const char *text)
{
	int style = find_style(canvas, row, text);
	if (style < 0)
		fail_msg("'%s' is not on the screen", text);
	return style;
}

int canned_has(const struct canvas *canvas, const char *text)
{
	return find_style(canvas, -1, text) >= 0;
}

int canned_row_of(const struct canvas *canvas, const char *text)
{
	for (int row = 0; row < canvas->rows; row++)
		if (find_style(canvas, row, text) >= 0)
			return row;
	fail_msg("'%s' is not on the screen", text);
	return -1;
}
