"""Bring a former revision of a claim back, as a new revision of it."""
