# Measuring programs; built by `make bench`, never part of a test.
# SPDX-License-Identifier: MIT

EXTRA_PROGRAMS += tests/bench/tty
tests_bench_tty_SOURCES = %D%/tty.c
tests_bench_tty_CPPFLAGS = $(AM_CPPFLAGS)
tests_bench_tty_LDADD = src/libpure.a $(UTF8PROC_LIBS) -lutil
EXTRA_DIST += %D%/README.md

.PHONY: bench
bench: tests/bench/tty$(EXEEXT)
