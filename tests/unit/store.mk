# Unit tests of store.
store_tests = \
	tests/unit/store/cache_test \
	tests/unit/store/calls_test \
	tests/unit/store/changes_test \
	tests/unit/store/contacts_test \
	tests/unit/store/gap_changes_test \
	tests/unit/store/guard_test \
	tests/unit/store/open_test \
	tests/unit/store/keeping_test \
	tests/unit/store/parts_test \
	tests/unit/store/queue_test \
	tests/unit/store/start_test \
	tests/unit/store/seen_test
check_PROGRAMS += $(store_tests)
TESTS += $(store_tests)
store_desk = %D%/store/desk.c %D%/store/desk.h
store_cppflags = $(UNIT_CPPFLAGS) $(SQLITE_CFLAGS) -I$(srcdir)/%D%/store
tests_unit_store_cache_test_SOURCES = %D%/store/cache_test.c $(store_desk)
tests_unit_store_cache_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_cache_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_calls_test_SOURCES = %D%/store/calls_test.c $(store_desk)
tests_unit_store_calls_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_calls_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_changes_test_SOURCES = %D%/store/changes_test.c $(store_desk)
tests_unit_store_changes_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_changes_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_guard_test_SOURCES = %D%/store/guard_test.c $(store_desk)
tests_unit_store_guard_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_guard_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_open_test_SOURCES = %D%/store/open_test.c $(store_desk)
tests_unit_store_open_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_open_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_queue_test_SOURCES = %D%/store/queue_test.c %D%/store/faults.c %D%/store/faults.h \
	$(store_desk)
tests_unit_store_queue_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_queue_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_seen_test_SOURCES = %D%/store/seen_test.c $(store_desk)
tests_unit_store_seen_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_seen_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_gap_changes_test_SOURCES = %D%/store/gap_changes_test.c $(store_desk)
tests_unit_store_gap_changes_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_gap_changes_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_keeping_test_SOURCES = %D%/store/keeping_test.c $(store_desk)
tests_unit_store_keeping_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_keeping_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_parts_test_SOURCES = %D%/store/parts_test.c $(store_desk)
tests_unit_store_parts_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_parts_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_start_test_SOURCES = %D%/store/start_test.c $(store_desk)
tests_unit_store_start_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_start_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_store_contacts_test_SOURCES = %D%/store/contacts_test.c $(store_desk)
tests_unit_store_contacts_test_CPPFLAGS = $(store_cppflags)
tests_unit_store_contacts_test_LDADD = $(FULL_TEST_LIBS)
