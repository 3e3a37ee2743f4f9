# Unit tests of calls.
