# Unit tests of media.
media_tests = tests/unit/media/formats_test tests/unit/media/seek_test tests/unit/media/broken_test \
	tests/unit/media/names_test tests/unit/media/gsm_test
check_PROGRAMS += $(media_tests)
TESTS += $(media_tests)
MEDIA_TEST_CPPFLAGS = $(UNIT_CPPFLAGS) $(SNDFILE_CFLAGS) -I$(top_srcdir)/tests/unit/media
MAKER_SOURCES = %D%/media/maker.c %D%/media/maker.h
tests_unit_media_formats_test_SOURCES = %D%/media/formats_test.c $(MAKER_SOURCES)
tests_unit_media_formats_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_media_formats_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_media_seek_test_SOURCES = %D%/media/seek_test.c $(MAKER_SOURCES)
tests_unit_media_seek_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_media_seek_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_media_broken_test_SOURCES = %D%/media/broken_test.c $(MAKER_SOURCES)
tests_unit_media_broken_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_media_broken_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_media_names_test_SOURCES = %D%/media/names_test.c $(MAKER_SOURCES)
tests_unit_media_names_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_media_names_test_LDADD = $(FULL_TEST_LIBS)
tests_unit_media_gsm_test_SOURCES = %D%/media/gsm_test.c $(MAKER_SOURCES)
tests_unit_media_gsm_test_CPPFLAGS = $(MEDIA_TEST_CPPFLAGS)
tests_unit_media_gsm_test_LDADD = $(FULL_TEST_LIBS)
EXTRA_DIST += \
	tests/data/media/README.md \
	tests/data/media/odd_gsm49.wav \
	tests/data/media/odd_no_xing.mp3 \
	tests/data/media/odd_stream_sizes_zero.wav \
	tests/data/media/odd_vbr_id3v2.mp3
