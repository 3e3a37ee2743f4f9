# Unit tests of media.
