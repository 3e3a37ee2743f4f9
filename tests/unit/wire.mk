# Unit tests of wire.
check_PROGRAMS += tests/unit/wire_test
TESTS += tests/unit/wire_test
tests_unit_wire_test_SOURCES = %D%/wire/wire_test.c
tests_unit_wire_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_wire_test_LDADD = $(PURE_TEST_LIBS)
check_PROGRAMS += tests/unit/wire_opus_test
TESTS += tests/unit/wire_opus_test
if WITH_OPUS
tests_unit_wire_opus_test_SOURCES = %D%/wire/opus_test.c
else
tests_unit_wire_opus_test_SOURCES = %D%/wire/no_opus_test.c
endif
tests_unit_wire_opus_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_wire_opus_test_LDADD = $(PURE_TEST_LIBS)
