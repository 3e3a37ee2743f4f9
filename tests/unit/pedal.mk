# Unit tests of pedal, where the system has such devices.
EXTRA_DIST += %D%/pedal/input.h
if HAVE_EVDEV
check_PROGRAMS += tests/unit/pedal_reader_test
TESTS += tests/unit/pedal_reader_test
tests_unit_pedal_reader_test_SOURCES = %D%/pedal/reader_test.c %D%/pedal/input.h \
	tests/fixture.c tests/fixture.h
tests_unit_pedal_reader_test_CPPFLAGS = $(UNIT_CPPFLAGS) -I$(top_srcdir)/tests/unit
tests_unit_pedal_reader_test_LDADD = $(FULL_TEST_LIBS)
endif
