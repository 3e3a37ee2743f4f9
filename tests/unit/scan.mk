# Unit tests of scan.
check_PROGRAMS += tests/unit/scan/cached_test tests/unit/scan/scan_test
TESTS += tests/unit/scan/cached_test tests/unit/scan/scan_test
tests_unit_scan_cached_test_SOURCES = %D%/scan/cached_test.c
tests_unit_scan_cached_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_scan_cached_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_scan_scan_test_SOURCES = %D%/scan/scan_test.c $(MAKER_SOURCES)
tests_unit_scan_scan_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_scan_scan_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/scan/codecs_test
TESTS += tests/unit/scan/codecs_test
tests_unit_scan_codecs_test_SOURCES = %D%/scan/codecs_test.c $(MAKER_SOURCES)
tests_unit_scan_codecs_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_scan_codecs_test_LDADD = $(FULL_TEST_LIBS)
# The calls that are built for measuring (tests/bench/hard), one of each condition.
check_PROGRAMS += tests/unit/scan/hard_test
TESTS += tests/unit/scan/hard_test
tests_unit_scan_hard_test_SOURCES = %D%/scan/hard_test.c \
	tests/bench/hard_call.c tests/bench/hard_call.h tests/bench/hard_conditions.c \
	tests/bench/hard_score.c tests/bench/hard_score.h \
	tests/bench/material.c tests/bench/material.h
tests_unit_scan_hard_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS) -I$(top_srcdir)/tests/bench
tests_unit_scan_hard_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/scan/parts_test
TESTS += tests/unit/scan/parts_test
tests_unit_scan_parts_test_SOURCES = %D%/scan/parts_test.c $(MAKER_SOURCES)
tests_unit_scan_parts_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_scan_parts_test_LDADD = $(FULL_TEST_LIBS)
check_PROGRAMS += tests/unit/scan/lossy_test
TESTS += tests/unit/scan/lossy_test
tests_unit_scan_lossy_test_SOURCES = %D%/scan/lossy_test.c $(MAKER_SOURCES) \
	tests/unit/analysis/sound.c tests/unit/analysis/sound.h
tests_unit_scan_lossy_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS) -I$(top_srcdir)/tests/unit/analysis
tests_unit_scan_lossy_test_LDADD = $(FULL_TEST_LIBS)
