# No mark that was said to be saved is lost when the program dies; `run --long` does it 200 times.
# SPDX-License-Identifier: MIT

check_PROGRAMS += tests/kill/driver tests/kill/run
TESTS += tests/kill/run
tests_kill_driver_SOURCES = %D%/driver.c %D%/kill.h
tests_kill_driver_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/kill
tests_kill_driver_LDADD = $(CALLMARK_LIBS)
tests_kill_run_SOURCES = %D%/run.c %D%/kill.h
tests_kill_run_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/kill
tests_kill_run_LDADD = $(CALLMARK_LIBS)

# The same through the whole program on a terminal; `typist --long` does it 200 times.
check_PROGRAMS += tests/kill/typist
TESTS += tests/kill/typist
tests_kill_typist_SOURCES = %D%/typist.c
tests_kill_typist_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_kill_typist_LDADD = $(APP_TEST_LIBS)
EXTRA_tests_kill_typist_DEPENDENCIES = src/callmark

.PHONY: check-long
check-long: tests/kill/driver$(EXEEXT) tests/kill/run$(EXEEXT) src/callmark$(EXEEXT) \
	tests/kill/typist$(EXEEXT)
	tests/kill/run$(EXEEXT) --long
	$(AM_TESTS_ENVIRONMENT) tests/kill/typist$(EXEEXT) --long
