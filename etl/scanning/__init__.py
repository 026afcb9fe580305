"""A new text -> candidates: every number, and what earlier issues propose for it."""
