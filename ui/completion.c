/* What Tab makes of the beginning of a word. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "ui/completion.h"

void completion_add(struct completion *completion, const char *word)
{
	if (!str_starts(word, completion->typed))
		return;
	if (completion->n_choices++ == 0) {
		str_add(&completion->common, word);
	} else {
		struct str *common = &completion->common;
		size_t n = 0;
		while (n < common->n_bytes && common->text[n] == word[n])
			n++;
		if (common->text)
			common->text[common->n_bytes = n] = '\0';
		str_add(&completion->choices, "  ");
	}
	str_add(&completion->choices, word);
}

void completion_release(struct completion *completion)
{
	str_release(&completion->common);
	str_release(&completion->choices);
	completion->n_choices = 0;
}
