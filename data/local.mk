# What callmark brings along.
# SPDX-License-Identifier: MIT

carddir = $(pkgdatadir)/cards
dist_card_DATA = \
	%D%/cards/short.yaml \
	%D%/cards/tenets.yaml
sampledir = $(pkgdatadir)/sample
dist_sample_DATA = %D%/sample/sample-call.opus %D%/sample/LICENSE
