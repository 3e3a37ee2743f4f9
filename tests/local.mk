# Tests: all speak TAP, each ends within its time.
# SPDX-License-Identifier: MIT

LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_COMPILER = $(TIMEOUT)
AM_LOG_FLAGS = 1200
TEST_EXTENSIONS = .sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(TIMEOUT)
AM_SH_LOG_FLAGS = 1200 $(SHELL)
AM_TESTS_ENVIRONMENT = \
	CMOCKA_MESSAGE_OUTPUT=TAP; export CMOCKA_MESSAGE_OUTPUT; \
	srcdir='$(abs_top_srcdir)'; export srcdir; \
	builddir='$(abs_top_builddir)'; export builddir; \
	CALLMARK_DATADIR='$(abs_top_srcdir)/data'; export CALLMARK_DATADIR; \
	CALLMARK_LOCALEDIR='$(abs_top_builddir)/po/locale'; export CALLMARK_LOCALEDIR; \
	CALLMARK_SPEAKER='$(abs_top_builddir)/src/callmark-speaker'; export CALLMARK_SPEAKER; \
	LC_ALL=C.UTF-8; export LC_ALL; TZ=UTC; export TZ;

UNIT_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(CMOCKA_CFLAGS)
# Pure folders are tested with the pure library alone: a forbidden call does not link.
PURE_TEST_LIBS = $(PURE_LIBS) $(CMOCKA_LIBS)
DRAW_TEST_LIBS = ui/libdraw.a $(PURE_LIBS) $(CMOCKA_LIBS)
FULL_TEST_LIBS = $(CALLMARK_LIBS) $(CMOCKA_LIBS)

EXTRA_DIST += %D%/bootstrap.sh %D%/layers.sh %D%/layers.txt %D%/testing.h
TESTS += %D%/bootstrap.sh %D%/layers.sh

include tests/unit/base.mk
include tests/unit/model.mk
include tests/unit/analysis.mk
include tests/unit/scorecard.mk
include tests/unit/action.mk
include tests/unit/config.mk
include tests/unit/media.mk
include tests/unit/wire.mk
include tests/unit/pedal.mk
include tests/unit/speaker.mk
include tests/unit/relay.mk
include tests/unit/player.mk
include tests/unit/store.mk
include tests/unit/scan.mk
include tests/unit/review.mk
include tests/unit/calls.mk
include tests/unit/command.mk
include tests/unit/ui.mk
include tests/cli/local.mk
include tests/screen/local.mk
include tests/screen/app.mk
include tests/sound/local.mk
include tests/kill/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk
