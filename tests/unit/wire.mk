# Unit tests of wire.
check_PROGRAMS += tests/unit/wire_test
TESTS += tests/unit/wire_test
tests_unit_wire_test_SOURCES = %D%/wire/wire_test.c
tests_unit_wire_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_wire_test_LDADD = $(PURE_TEST_LIBS)
