/* From the bytes of a file that has passed the precheck to its document. */
/* SPDX-License-Identifier: MIT */
#ifndef SCORECARD_DOCUMENT_H
#define SCORECARD_DOCUMENT_H

#include "scorecard/reader.h"

/* Calls read with the root of the document, NULL if the file is empty; the reader's document lives
 * until it returns. */
void document_load(struct card_reader *reader, const char *text, size_t n_text,
	void (*read)(struct card_reader *reader, const yaml_node_t *root)) __attribute__((nonnull));

#endif
