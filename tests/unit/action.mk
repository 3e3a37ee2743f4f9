# Unit tests of action.
