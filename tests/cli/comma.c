/* Writes a locale whose numbers have a comma: comma FOLDER, which then goes before LC_NUMERIC in LOCPATH. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* As localedef of the GNU C library writes it for German: six values, and where they stand. */
int main(int argc, char **argv)
{
	static const char values[] = ",\0.\0\3\3\0\0,\0\0\0.\0\0\0UTF-8";
	const uint32_t head[] = {0x20031115 ^ LC_NUMERIC, 6, 32, 34, 36, 40, 44, 48};
	char path[4096];
	if (argc != 2 || mkdir(argv[1], 0755) != 0)
		return EXIT_FAILURE;
	snprintf(path, sizeof path, "%s/LC_NUMERIC", argv[1]);
	FILE *file = fopen(path, "wb");
	if (!file)
		return EXIT_FAILURE;
	fwrite(head, sizeof head, 1, file);
	fwrite(values, sizeof values, 1, file);
	return fclose(file) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
