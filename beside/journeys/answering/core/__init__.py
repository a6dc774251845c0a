"""Whom to ask for a post that waits: plain Python and numpy, without clock, chance or Django."""
