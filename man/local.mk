# Manual pages.
# SPDX-License-Identifier: MIT

# Tables in the pages are printed from the program's own.
noinst_PROGRAMS += man/gen
man_gen_SOURCES = %D%/gen.c
man_gen_LDADD = $(PURE_LIBS)

nodist_man_MANS += man/callmark-card.5
CLEANFILES += man/callmark-card.5
EXTRA_DIST += %D%/callmark-card.5.in

man/callmark-card.5: $(srcdir)/man/callmark-card.5.in man/gen$(EXEEXT)
	$(AM_V_GEN)LC_ALL=C man/gen $(srcdir)/man/callmark-card.5.in >$@.tmp && mv $@.tmp $@
