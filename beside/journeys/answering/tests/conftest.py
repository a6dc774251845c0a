"""A space to write in, as in the tests of spaces."""

from beside.features.spaces.tests.conftest import space, write_post

__all__ = ["space", "write_post"]
