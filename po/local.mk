# Catalogues: our own rules around msgfmt. `make update-po` takes new texts up into them, and drops what
# is no text any more; without a date, which would be in the way of every merge.
# SPDX-License-Identifier: MIT

LINGUAS = zh_CN
PO_FILES = %D%/zh_CN.po
MO_FILES = po/locale/zh_CN/LC_MESSAGES/callmark.mo
EXTRA_DIST += $(PO_FILES)
noinst_DATA = $(MO_FILES)
CLEANFILES += $(MO_FILES) po/callmark.pot

po/locale/zh_CN/LC_MESSAGES/callmark.mo: $(srcdir)/po/zh_CN.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) -c -o $@ $(srcdir)/po/zh_CN.po

install-data-local: $(MO_FILES)
	for l in $(LINGUAS); do \
	  $(MKDIR_P) "$(DESTDIR)$(localedir)/$$l/LC_MESSAGES" && \
	  $(INSTALL_DATA) po/locale/$$l/LC_MESSAGES/callmark.mo \
	    "$(DESTDIR)$(localedir)/$$l/LC_MESSAGES/callmark.mo" || exit 1; \
	done

uninstall-local:
	for l in $(LINGUAS); do rm -f "$(DESTDIR)$(localedir)/$$l/LC_MESSAGES/callmark.mo"; done

EXTRACT_PO = cd $(srcdir) && find src ui -name '*.c' -o -name '*.h' | LC_ALL=C sort | \
	xgettext --from-code=UTF-8 -k_ -kN_ --no-wrap --add-location=file --sort-by-file \
	--package-name=callmark --msgid-bugs-address=none -f - -o

.PHONY: update-po check-po
update-po:
	$(EXTRACT_PO) po/callmark.pot
	cd $(srcdir) && msgmerge --no-fuzzy-matching --no-wrap --add-location=file --sort-by-file \
	  --backup=none -q -U po/zh_CN.po po/callmark.pot && rm po/callmark.pot && \
	  msgattrib --no-obsolete --no-wrap -o po/zh_CN.po po/zh_CN.po && \
	  sed -i '/^"POT-Creation-Date:/d' po/zh_CN.po

# Says which texts the catalogue lacks; fails if there are any.
check-po: $(MO_FILES)
	$(EXTRACT_PO) $(abs_builddir)/po/callmark.pot
	msgcmp $(srcdir)/po/zh_CN.po po/callmark.pot
	rm po/callmark.pot
