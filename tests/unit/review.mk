# Unit tests of review.
