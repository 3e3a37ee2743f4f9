/* Reads lines of JSON, each an object, and prints fields of them, one line an object with tabs
 * between: fields PATH..., a path like events.0.kind; "#" counts the items of what is before it.
 * Fails on anything that is not JSON, or lacks a field. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *step(json_t *value, const char *name)
{
	if (json_is_array(value))
		return json_array_get(value, (size_t)strtoul(name, NULL, 10));
	return json_object_get(value, name);
}

static bool print_field(json_t *value, const char *path)
{
	char *names = strdup(path);
	for (char *name = strtok(names, "."); name && value; name = strtok(NULL, ".")) {
		if (strcmp(name, "#") == 0) {
			printf("%zu", json_array_size(value));
			free(names);
			return true;
		}
		value = step(value, name);
	}
	free(names);
	if (value)
		json_dumpf(value, stdout, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(6));
	return value != NULL;
}

int main(int argc, char **argv)
{
	char *line = NULL;
	size_t n_room = 0;
	bool ok = true;
	while (ok && getline(&line, &n_room, stdin) > 0) {
		json_t *object = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
		ok = json_is_object(object);
		for (int i = 1; ok && i < argc; i++) {
			if (i > 1)
				putchar('\t');
			ok = print_field(object, argv[i]);
		}
		putchar('\n');
		json_decref(object);
	}
	free(line);
	return ok && !ferror(stdin) ? EXIT_SUCCESS : EXIT_FAILURE;
}
