# What callmark brings along.
# SPDX-License-Identifier: MIT

carddir = $(pkgdatadir)/cards
dist_card_DATA = \
	%D%/cards/action-review.yaml \
	%D%/cards/deductions-100.yaml \
	%D%/cards/dial-test.yaml \
	%D%/cards/presales.yaml \
	%D%/cards/short.yaml \
	%D%/cards/tenets.yaml
starterdir = $(pkgdatadir)/starter
dist_starter_DATA = %D%/starter/card.yaml
incidentdir = $(pkgdatadir)/incidents
dist_incident_DATA = %D%/incidents/incidents.yaml
phrasedir = $(pkgdatadir)/phrases
dist_phrase_DATA = \
	%D%/phrases/abbreviations.txt \
	%D%/phrases/closing.en.txt \
	%D%/phrases/closing.zh.txt \
	%D%/phrases/diversion.en.txt \
	%D%/phrases/diversion.zh.txt \
	%D%/phrases/fillers.en.txt \
	%D%/phrases/fillers.zh.txt \
	%D%/phrases/hold-before.en.txt \
	%D%/phrases/hold-before.zh.txt \
	%D%/phrases/hold-checkin.en.txt \
	%D%/phrases/hold-checkin.zh.txt \
	%D%/phrases/hold-return.en.txt \
	%D%/phrases/hold-return.zh.txt \
	%D%/phrases/opening.en.txt \
	%D%/phrases/opening.zh.txt \
	%D%/phrases/retort.en.txt \
	%D%/phrases/retort.zh.txt \
	%D%/phrases/rhetorical.en.txt \
	%D%/phrases/rhetorical.zh.txt \
	%D%/phrases/sensitive.en.txt \
	%D%/phrases/sensitive.zh.txt \
	%D%/phrases/taboo.en.txt \
	%D%/phrases/taboo.zh.txt \
	%D%/phrases/thanks-reply.en.txt \
	%D%/phrases/thanks-reply.zh.txt
sampledir = $(pkgdatadir)/sample
dist_sample_DATA = %D%/sample/sample-call.opus %D%/sample/LICENSE
