# Manual pages.
# SPDX-License-Identifier: MIT

# Tables in the pages are printed from the program's own.
noinst_PROGRAMS += man/gen
man_gen_SOURCES = \
	%D%/gen.c %D%/gen.h \
	%D%/gen_card.c \
	%D%/gen_command.c \
	%D%/gen_config.c \
	%D%/gen_keys.c \
	%D%/gen_wire.c
man_gen_LDADD = $(CALLMARK_LIBS)

MAN_PAGES = man/callmark.1 man/callmark-card.5 man/callmark.conf.5 man/callmark-keys.7 \
	man/callmark-speaker.7
nodist_man_MANS += $(MAN_PAGES)
CLEANFILES += $(MAN_PAGES)
EXTRA_DIST += %D%/callmark.1.in %D%/callmark-card.5.in %D%/callmark.conf.5.in \
	%D%/callmark-keys.7.in %D%/callmark-speaker.7.in

FILL_PAGE = $(AM_V_GEN)LC_ALL=C man/gen $(srcdir)/$@.in >$@.tmp && mv $@.tmp $@
man/callmark.1: $(srcdir)/man/callmark.1.in man/gen$(EXEEXT)
	$(FILL_PAGE)
man/callmark-card.5: $(srcdir)/man/callmark-card.5.in man/gen$(EXEEXT)
	$(FILL_PAGE)
man/callmark.conf.5: $(srcdir)/man/callmark.conf.5.in man/gen$(EXEEXT)
	$(FILL_PAGE)
man/callmark-speaker.7: $(srcdir)/man/callmark-speaker.7.in man/gen$(EXEEXT)
	$(FILL_PAGE)
man/callmark-keys.7: $(srcdir)/man/callmark-keys.7.in man/gen$(EXEEXT)
	$(FILL_PAGE)
