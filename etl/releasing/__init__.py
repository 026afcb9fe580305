"""Releases: published, kept, compared, rolled back, and the log of who did it."""
