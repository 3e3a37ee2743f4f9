# Unit tests of relay.
RELAY_TESTS = tests/unit/relay_place_test tests/unit/relay_test tests/unit/relay_bridge_test
check_PROGRAMS += $(RELAY_TESTS)
TESTS += $(RELAY_TESTS)
FAR_END = %D%/relay/far_end.c %D%/relay/far_end.h
tests_unit_relay_place_test_SOURCES = %D%/relay/place_test.c tests/fixture.c tests/fixture.h
tests_unit_relay_place_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_relay_place_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_relay_test_SOURCES = %D%/relay/relay_test.c $(FAR_END)
tests_unit_relay_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_relay_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_relay_bridge_test_SOURCES = %D%/relay/bridge_test.c $(FAR_END)
tests_unit_relay_bridge_test_CPPFLAGS = $(UNIT_CPPFLAGS)
tests_unit_relay_bridge_test_LDADD = $(FULL_TEST_LIBS)
