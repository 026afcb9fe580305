"""A step."""

from pages.curation.work import Work


def show(work: Work) -> None:
    """Nothing yet."""
