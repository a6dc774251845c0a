"""Matching as plain Python: people in, ranked reasons out; who is next; how long it may take. No Django."""
