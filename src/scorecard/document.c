/* From the bytes of a file that has passed the precheck to its document. */
/* SPDX-License-Identifier: MIT */
#include "config.h"
#include "scorecard/document.h"

#include "base/i18n.h"

void document_load(struct card_reader *reader, const char *text, size_t n_text,
	void (*read)(struct card_reader *reader, const yaml_node_t *root))
{
	yaml_parser_t parser;
	yaml_document_t document;
	if (!yaml_parser_initialize(&parser)) {
		card_problems_add(reader->problems, 1, 1, _("not enough memory"));
		return;
	}
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, n_text);
	if (yaml_parser_load(&parser, &document)) {
		reader->document = &document;
		read(reader, yaml_document_get_root_node(&document));
		yaml_document_delete(&document);
	} else {
		card_problems_add(reader->problems, 1, 1, _("not enough memory"));
	}
	yaml_parser_delete(&parser);
}
