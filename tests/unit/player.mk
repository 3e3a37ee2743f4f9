# Unit tests of player.
