# Unit tests of scan.
check_PROGRAMS += tests/unit/scan/scan_test
TESTS += tests/unit/scan/scan_test
tests_unit_scan_scan_test_SOURCES = %D%/scan/scan_test.c $(MAKER_SOURCES)
tests_unit_scan_scan_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_scan_scan_test_LDADD = $(FULL_TEST_LIBS)
