# The built program without a screen: what it prints, and how it ends.
# SPDX-License-Identifier: MIT

check_PROGRAMS += tests/cli/fields tests/cli/database tests/cli/workbook tests/cli/comma
tests_cli_fields_SOURCES = %D%/fields.c
tests_cli_fields_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_cli_fields_LDADD = $(JANSSON_LIBS)
tests_cli_database_SOURCES = %D%/database.c
tests_cli_database_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
tests_cli_database_LDADD = $(CALLMARK_LIBS)
tests_cli_workbook_SOURCES = %D%/workbook.c
tests_cli_workbook_CPPFLAGS = $(AM_CPPFLAGS)
tests_cli_workbook_LDADD = -lz
tests_cli_comma_SOURCES = %D%/comma.c

CLI_TESTS = \
	%D%/card.sh \
	%D%/card_diff.sh \
	%D%/card_export.sh \
	%D%/card_import.sh \
	%D%/card_new.sh \
	%D%/card_show.sh \
	%D%/database.sh \
	%D%/doctor.sh \
	%D%/gaps.sh \
	%D%/hostile.sh \
	%D%/import.sh \
	%D%/labels.sh \
	%D%/locale.sh \
	%D%/remote.sh \
	%D%/score.sh \
	%D%/usage.sh
TESTS += $(CLI_TESTS)
EXTRA_DIST += $(CLI_TESTS) %D%/lib.sh
