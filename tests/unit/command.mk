# Unit tests of command.
