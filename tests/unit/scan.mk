# Unit tests of scan.
