# Measuring programs; built by `make bench`, never part of a test.
# SPDX-License-Identifier: MIT

EXTRA_PROGRAMS += tests/bench/tty tests/bench/mark tests/bench/analyse tests/bench/hard \
	tests/bench/slow_line tests/bench/far
tests_bench_tty_SOURCES = %D%/tty.c
tests_bench_tty_CPPFLAGS = $(AM_CPPFLAGS)
tests_bench_tty_LDADD = src/libpure.a $(UTF8PROC_LIBS) -lutil
tests_bench_mark_SOURCES = %D%/mark.c
tests_bench_mark_CPPFLAGS = $(AM_CPPFLAGS)
tests_bench_mark_LDADD = $(CALLMARK_LIBS)
tests_bench_analyse_SOURCES = %D%/analyse.c %D%/material.c %D%/material.h
tests_bench_analyse_CPPFLAGS = $(AM_CPPFLAGS) $(SNDFILE_CFLAGS)
tests_bench_analyse_LDADD = $(CALLMARK_LIBS)
HARD_SOURCES = tests/bench/hard_call.c tests/bench/hard_call.h tests/bench/hard_conditions.c \
	tests/bench/hard_score.c tests/bench/hard_score.h \
	tests/bench/material.c tests/bench/material.h
tests_bench_hard_SOURCES = %D%/hard.c $(HARD_SOURCES)
tests_bench_hard_CPPFLAGS = $(AM_CPPFLAGS) $(SNDFILE_CFLAGS)
tests_bench_hard_LDADD = $(CALLMARK_LIBS)
tests_bench_slow_line_SOURCES = %D%/slow_line.c
tests_bench_slow_line_CPPFLAGS = $(AM_CPPFLAGS)
tests_bench_slow_line_LDADD = src/libpure.a $(UTF8PROC_LIBS)
tests_bench_far_SOURCES = %D%/far.c tests/sound/content.c tests/sound/content.h
tests_bench_far_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_bench_far_LDADD = $(CALLMARK_LIBS) -lm -lutil
EXTRA_DIST += %D%/README.md %D%/far.sh
CLEANFILES += $(EXTRA_PROGRAMS)

.PHONY: bench
bench: tests/bench/tty$(EXEEXT) tests/bench/mark$(EXEEXT) tests/bench/analyse$(EXEEXT) \
	tests/bench/hard$(EXEEXT) tests/bench/slow_line$(EXEEXT) tests/bench/far$(EXEEXT) \
	tests/sound/compare$(EXEEXT)
