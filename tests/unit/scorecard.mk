# Unit tests of scorecard.
