"""``beside replay``: recorded conversations through a running service, as real clients would, then checked."""
