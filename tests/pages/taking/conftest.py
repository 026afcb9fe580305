import pytest

from pages.parts.taking import making


@pytest.fixture(autouse=True)
def nobody_else_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that makes a file does not stand back behind other tests."""
    monkeypatch.setattr(making, "NICE", 0)
