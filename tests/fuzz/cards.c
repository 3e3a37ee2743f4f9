/* Fuzz targets of the files that people write: scorecards, tables, incident catalogues, phrase lists. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "scorecard/incidents.h"
#include "scorecard/phrases.h"
#include "scorecard/score.h"
#include "scorecard/sheet.h"

/* Every construct once, so that few changes reach any of them. */
static const char small_card[] =
	"card: a\nversion: 1\ntitle: {en: A, zh: 甲}\nna-policy: equal\nuntouched: met\n"
	"total: 100\npass: 50\nbands: [{band: b, title: B, from: 10}]\n"
	"fields: [{field: f, title: F, type: choice, options: [{option: o, title: O}]}]\n"
	"flags: [{flag: r, title: R, effect: zero, incident: {class: a, category: c}}]\n"
	"sections:\n- section: s\n  title: S\n  weight: 40\n  points: 10\n  items:\n"
	"  - {item: a, title: A, met: 2, exceeded: 3, weight: 2, bonus: exceeded, effect: "
	"section,\n"
	"     reasons: {N1: {en: B, points: 1}, E1: C}, when: {item: c, is: [x, na]}}\n"
	"  - {item: b, title: B, scale: occurrence, off: 0.5, effect: fail, evidence: rings}\n"
	"- section: t\n  title: T\n  weight: 60\n  items:\n"
	"  - {item: c, title: C, scale: choice, na: yes, choices: [{choice: x, title: X, points: "
	"1},\n"
	"     {choice: y, title: Y, points: 0}]}\n"
	"  - {item: d, title: D, scale: points, points: 5, step: 2.5, guideline: G}\n";

static void add_file(struct fuzz_corpus *corpus, const char *name)
{
	char *path = fuzz_source_path(name);
	fuzz_corpus_load(corpus, name, path);
	free(path);
}

static void fill_cards(struct fuzz_corpus *corpus, const char *folder)
{
	(void)folder;
	add_file(corpus, "data/cards/short.yaml");
	add_file(corpus, "data/cards/tenets.yaml");
	add_file(corpus, "data/cards/dial-test.yaml");
	add_file(corpus, "data/cards/deductions-100.yaml");
	fuzz_corpus_add(corpus, "card.yaml", small_card, sizeof small_card - 1);
}

static void check_problems(const struct card_problems *problems)
{
	FUZZ_CHECK(problems->n_problems <= 100);
	for (size_t i = 0; i < problems->n_problems; i++)
		FUZZ_CHECK(problems->problems[i].line > 0 && problems->problems[i].text[0]);
}

static void check_card(const struct card *card)
{
	FUZZ_CHECK(card->n_sections > 0 && card->n_items > 0);
	for (size_t i = 0; i < card->n_items; i++) {
		const struct card_item *item = &card->items[i];
		FUZZ_CHECK(item->section < card->n_sections && item->n_levels <= 9);
		FUZZ_CHECK(card_find_item(card, item->key) == item);
		FUZZ_CHECK(card_item_met_centi(item) <= card_item_max_centi(item));
		FUZZ_CHECK(card_item_base_centi(item) <= card_item_max_centi(item));
		FUZZ_CHECK(!item->condition.is_set || item->condition.item < card->n_items);
		FUZZ_CHECK(!card_find_flag(card, item->key));
	}
}

/* Marks every item and flag at random: the score stays within its bounds. */
static void check_score(const struct card *card, struct fuzz_random *random)
{
	size_t n = card->n_items + card->n_flags;
	struct answer *answers = calloc(n, sizeof *answers);
	struct score score;
	FUZZ_CHECK(answers != NULL);
	for (size_t i = 0; i < n; i++) {
		const char *key =
			i < card->n_items ? card->items[i].key : card->flags[i - card->n_items].key;
		memcpy(answers[i].item_key, key, ITEM_KEY_SIZE);
		answers[i].level = (int)fuzz_below(random, 6) - 1;
		answers[i].n_occurrences = (int)fuzz_below(random, 9);
		answers[i].reasons = fuzz_below(random, 16);
	}
	score_compute(card, answers, n, &score);
	FUZZ_CHECK(score.score_centi >= 0 && score.score_centi <= score.raw_centi);
	FUZZ_CHECK(score.raw_centi <= card->total_centi + card->bonus_centi);
	FUZZ_CHECK(score.got_centi >= 0 && score.got_centi <= score.open_centi);
	FUZZ_CHECK(score.n_items <= (int)card->n_items);
	free(answers);
}

static void run_card(const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	(void)folder;
	struct card_problems problems = {0};
	struct card *card = card_parse((const char *)input->bytes, input->n_bytes, &problems);
	FUZZ_CHECK((card != NULL) == (problems.n_problems == 0));
	check_problems(&problems);
	if (card) {
		check_card(card);
		check_score(card, random);
	}
	card_free(card);
	card_problems_release(&problems);
}

const struct fuzz_target fuzz_card = {"card", 1000, fill_cards, run_card};

static void fill_incidents(struct fuzz_corpus *corpus, const char *folder)
{
	(void)folder;
	static const char small[] =
		"catalogue: c\nversion: 1\ntitle: T\nclasses:\n- class: a\n  title: A\n  "
		"categories:\n"
		"  - {category: x, title: X, definition: D, scenarios: [S, {en: T, zh: 丙}],\n"
		"     cases: [{problem: P, diagnosis: D}]}\n";
	add_file(corpus, "data/incidents/incidents.yaml");
	fuzz_corpus_add(corpus, "incidents.yaml", small, sizeof small - 1);
}

static void run_incidents(
	const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	(void)folder, (void)random;
	struct card_problems problems = {0};
	struct incident_catalogue *catalogue =
		incidents_parse((const char *)input->bytes, input->n_bytes, &problems);
	FUZZ_CHECK((catalogue != NULL) == (problems.n_problems == 0));
	check_problems(&problems);
	for (size_t i = 0; catalogue && i < catalogue->n_classes; i++) {
		const struct incident_class *class = &catalogue->classes[i];
		FUZZ_CHECK(incidents_find_class(catalogue, class->key) == class);
		FUZZ_CHECK(class->n_categories > 0 && class->categories[0].n_cases > 0);
	}
	incidents_free(catalogue);
	card_problems_release(&problems);
}

const struct fuzz_target fuzz_incidents = {"incidents", 500, fill_incidents, run_incidents};

static void fill_phrases(struct fuzz_corpus *corpus, const char *folder)
{
	(void)folder;
	add_file(corpus, "data/phrases/taboo.zh.txt");
	add_file(corpus, "data/phrases/diversion.en.txt");
}

static void run_phrases(
	const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	(void)folder, (void)random;
	struct card_problems problems = {0};
	struct phrases *list = phrases_parse((const char *)input->bytes, input->n_bytes, &problems);
	FUZZ_CHECK((list != NULL) == (problems.n_problems == 0));
	check_problems(&problems);
	for (size_t i = 0; list && i < list->n_phrases; i++)
		FUZZ_CHECK(list->phrases[i].text[0]);
	phrases_free(list);
	card_problems_release(&problems);
}

const struct fuzz_target fuzz_phrases = {"phrases", 3000, fill_phrases, run_phrases};

static void fill_sheets(struct fuzz_corpus *corpus, const char *folder)
{
	(void)folder;
	static const char plain[] =
		"\xef\xbb\xbf大项;项目;分值;说明;不适用\r\n用语;开头;5分;\"先\n问好\";是\r\n;结束;5;;否\r\n";
	static const char full[] =
		"card,version,title,pass,band,from,flag,effect,field,type,option,section,item,scale,met,yes,"
		"off,when,choice,points,reason,title zh,evidence,section points\n"
		"all,3,All,5,,,,,,,,,,,,,,,,,,,,\n,,Good,,good,3,,,,,,,,,,,,,,,,,,\n"
		",,Leak,,,,leak,fail,,,,,,,,,,,,,,,,\n,,F,,,,,,f,choice,,,,,,,,,,,,,,\n"
		",,O,,,,,,,,o,,,,,,,,,,,,,\n,,One,,,,,,,,,one,,,,,,,,,,,,\n"
		",,A,,,,,,,,,,1,,10,,,,,,,,\"gaps.hold, rings\",\n,,late,,,,,,,,,,,,,,,,,2.5,N1,x,,\n"
		",,B,,,,,,,,,,2,yes-no,,5,,\"{item: 1, is: [met, not-met]}\",,,,,,\n"
		",,C,,,,,,,,,,3,choice,,,,,,,,,,\n,,W,,,,,,,,,,,,,,,,w,4,,,,\n,,V,,,,,,,,,,,,,,,,v,0,,,,\n";
	fuzz_corpus_add(corpus, "plain.csv", plain, sizeof plain - 1);
	fuzz_corpus_add(corpus, "full.csv", full, sizeof full - 1);
}

/* A card that came out of a table is the same once it went through its own. */
static void check_round(const struct card *card)
{
	struct sheet sheet = {0}, again = {0};
	struct str csv = {0};
	struct card_problems problems = {0};
	sheet_fill(&sheet, card);
	sheet_add_csv(&sheet, &csv);
	FUZZ_CHECK(sheet_read_csv(&again, str_get(&csv), csv.n_bytes, &problems));
	FUZZ_CHECK(again.n_rows == sheet.n_rows && again.n_columns == sheet.n_columns);
	card_problems_release(&problems);
	str_release(&csv);
	sheet_release(&sheet);
	sheet_release(&again);
}

static void check_origins(const struct sheet *sheet, const struct sheet_file *file)
{
	size_t n_lines = 0;
	for (const char *c = str_get(&file->text); *c; c++)
		n_lines += *c == '\n';
	FUZZ_CHECK(file->n_origins == n_lines);
	for (size_t i = 0; i < file->n_origins; i++)
		FUZZ_CHECK(file->origins[i].row < (int)sheet->n_rows &&
			   file->origins[i].column < (int)sheet->n_columns);
}

static void run_sheet(const struct fuzz_input *input, const char *folder, struct fuzz_random *random)
{
	(void)folder, (void)random;
	struct sheet sheet = {0};
	struct sheet_file file = {0};
	struct card_problems problems = {0};
	bool is_table = sheet_read_csv(
		&sheet, (const char *)input->bytes, input->n_bytes, &problems);
	FUZZ_CHECK(is_table == (problems.n_problems == 0));
	if (is_table) {
		sheet_write_file(&sheet, "a", "A", &file);
		check_origins(&sheet, &file);
		struct card *card =
			card_parse(str_get(&file.text), file.text.n_bytes, &problems);
		FUZZ_CHECK((card != NULL) == (problems.n_problems == 0));
		if (card)
			check_round(card);
		card_free(card);
	}
	check_problems(&problems);
	card_problems_release(&problems);
	sheet_file_release(&file);
	sheet_release(&sheet);
}

const struct fuzz_target fuzz_sheet = {"sheet", 3000, fill_sheets, run_sheet};
