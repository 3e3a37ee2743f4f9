# Fuzzing: a short run in `make check`; `tests/fuzz/run --hours H` of a sanitizer build for a long one.
# SPDX-License-Identifier: MIT

check_PROGRAMS += tests/fuzz/run
TESTS += tests/fuzz/run
tests_fuzz_run_SOURCES = %D%/run.c %D%/fuzz.h %D%/cards.c %D%/mutate.c %D%/mutate.h %D%/sound.c %D%/text.c
tests_fuzz_run_CPPFLAGS = $(AM_CPPFLAGS) $(SNDFILE_CFLAGS)
tests_fuzz_run_LDADD = $(CALLMARK_LIBS)
