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
incidentdir = $(pkgdatadir)/incidents
dist_incident_DATA = %D%/incidents/incidents.yaml
sampledir = $(pkgdatadir)/sample
dist_sample_DATA = %D%/sample/sample-call.opus %D%/sample/LICENSE
