/* JSON as all commands print it: one object a line, points and seconds as numbers. */
/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_JSON_PARTS_H
#define COMMAND_JSON_PARTS_H

#include <jansson.h>
#include <stdint.h>

#include "model/contact.h"

/* A text from outside, which may not be UTF-8; null for NULL and "". */
json_t *json_parts_text(const char *text);
/* Every fact by its word; null where it is not known. */
json_t *json_parts_contact(const struct contact *contact) __attribute__((nonnull));
/* 1250 -> 12.5; null for what is below 0. */
json_t *json_parts_centi(int64_t centi);
/* Milliseconds as seconds; null for what is below 0. */
json_t *json_parts_seconds(int64_t ms);
/* Prints the object on a line of its own, and frees it. */
void json_parts_print(json_t *object) __attribute__((nonnull));

#endif
