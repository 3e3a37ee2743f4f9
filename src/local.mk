# Two libraries: what is pure (no files, no processes, no terminal), and the rest.
# SPDX-License-Identifier: MIT

noinst_LIBRARIES += src/libpure.a src/libcallmark.a
src_libpure_a_SOURCES =
src_libpure_a_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS) $(UTF8PROC_CFLAGS) $(OPUS_CFLAGS)
src_libcallmark_a_SOURCES =
src_libcallmark_a_CPPFLAGS = $(AM_CPPFLAGS) $(SNDFILE_CFLAGS) $(SQLITE_CFLAGS) $(NETTLE_CFLAGS) \
	$(INIH_CFLAGS) $(JANSSON_CFLAGS) $(XLSXWRITER_CFLAGS)

PURE_LIBS = src/libpure.a $(YAML_LIBS) $(UTF8PROC_LIBS) $(OPUS_LIBS) -lm
CALLMARK_LIBS = src/libcallmark.a src/libpedal.a $(PURE_LIBS) $(SNDFILE_LIBS) $(SQLITE_LIBS) $(NETTLE_LIBS) \
	$(INIH_LIBS) $(JANSSON_LIBS) $(XLSXWRITER_LIBS) -lpthread

bin_PROGRAMS += src/callmark
src_callmark_SOURCES = %D%/main.c
src_callmark_CPPFLAGS = $(AM_CPPFLAGS)
src_callmark_LDADD = ui/libui.a ui/libdraw.a $(CALLMARK_LIBS) $(NCURSES_LIBS)

include src/base/local.mk
include src/model/local.mk
include src/analysis/local.mk
include src/scorecard/local.mk
include src/action/local.mk
include src/config/local.mk
include src/media/local.mk
include src/wire/local.mk
include src/pedal/local.mk
include src/speaker/local.mk
include src/relay/local.mk
include src/player/local.mk
include src/store/local.mk
include src/scan/local.mk
include src/review/local.mk
include src/calls/local.mk
include src/command/local.mk
