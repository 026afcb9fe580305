"""Releases."""

from pages.parts.frame import Visit


def show(visit: Visit) -> None:
    """Nothing yet."""
