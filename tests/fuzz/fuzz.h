/* Mutation fuzzing without help of the compiler: what the driver gives, and what a target is. */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* A stream of numbers that depends on its seed only. */
struct fuzz_random {
	uint64_t state;
};

/* 0..below - 1; below > 0. */
uint32_t fuzz_below(struct fuzz_random *random, uint32_t below) __attribute__((nonnull));

struct fuzz_input {
	uint8_t *bytes;
	size_t n_bytes;
	const char *name; /* of the file that it would be; static */
};

struct fuzz_corpus {
	struct fuzz_input *inputs;
	size_t n_inputs, n_room;
};

/* Appends a copy of the bytes; name is static. */
void fuzz_corpus_add(struct fuzz_corpus *corpus, const char *name, const void *bytes, size_t n_bytes)
	__attribute__((nonnull));
/* Appends a file; one that cannot be read ends the program. */
void fuzz_corpus_load(struct fuzz_corpus *corpus, const char *name, const char *path)
	__attribute__((nonnull));
/* The path of a file in the source tree. The caller frees it. */
char *fuzz_source_path(const char *name) __attribute__((nonnull, returns_nonnull));

struct fuzz_target {
	const char *name;
	int n_short; /* executions in `make check` */
	/* Fills the corpus once; NULL for a target that makes all out of the random numbers. folder is
	 * one of the program's own. */
	void (*fill)(struct fuzz_corpus *corpus, const char *folder);
	/* One execution; a failure is a crash, a failed check, a leak or a hang. */
	void (*run)(const struct fuzz_input *input, const char *folder, struct fuzz_random *random);
};

/* Ends the program, with the place, unless it holds. */
#define FUZZ_CHECK(holds) ((holds) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #holds))
_Noreturn void fuzz_fail(const char *file, int line, const char *what);

extern const struct fuzz_target fuzz_media, fuzz_sound, fuzz_card, fuzz_incidents, fuzz_phrases,
	fuzz_sheet, fuzz_keys, fuzz_wire;

#endif
