/* Prints a part of a workbook (a ZIP archive): workbook FILE PART. Fails if it is not there, or broken. */
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define ENTRY "PK\1\2" /* of the directory at the end */
#define N_HEAD 46

static uint32_t number(const unsigned char *bytes, int n_bytes)
{
	uint32_t value = 0;
	while (n_bytes-- > 0)
		value = value << 8 | bytes[n_bytes];
	return value;
}

static unsigned char *read_file(const char *path, size_t *n_bytes)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes = malloc(1 << 24);
	*n_bytes = file && bytes ? fread(bytes, 1, 1 << 24, file) : 0;
	if (file)
		fclose(file);
	return bytes;
}

/* entry: of the directory. */
static int print_part(const unsigned char *bytes, const unsigned char *entry)
{
	uint32_t n_packed = number(entry + 20, 4), n_plain = number(entry + 24, 4);
	const unsigned char *local = bytes + number(entry + 42, 4);
	const unsigned char *packed = local + 30 + number(local + 26, 2) + number(local + 28, 2);
	unsigned char *plain = malloc(n_plain + 1);
	z_stream stream = {.next_in = (unsigned char *)packed, .avail_in = n_packed,
		.next_out = plain, .avail_out = n_plain};
	int ok = plain && inflateInit2(&stream, -MAX_WBITS) == Z_OK &&
		 inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == n_plain &&
		 crc32(0, plain, n_plain) == number(entry + 16, 4);
	inflateEnd(&stream);
	if (ok)
		fwrite(plain, 1, n_plain, stdout);
	free(plain);
	return ok;
}

int main(int argc, char **argv)
{
	size_t n_bytes;
	unsigned char *bytes = argc == 3 ? read_file(argv[1], &n_bytes) : NULL;
	int printed = 0;
	for (size_t i = 0; bytes && i + N_HEAD < n_bytes; i++) {
		const unsigned char *entry = bytes + i;
		if (memcmp(entry, ENTRY, 4) == 0 && number(entry + 28, 2) == strlen(argv[2]) &&
			memcmp(entry + N_HEAD, argv[2], strlen(argv[2])) == 0)
			printed = print_part(bytes, entry);
	}
	free(bytes);
	return printed ? EXIT_SUCCESS : EXIT_FAILURE;
}
