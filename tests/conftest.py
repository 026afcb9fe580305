"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent

# No deadlines: a shared machine pauses. Under CI the same examples every time, so that a red run can be repeated.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def texts_dir() -> Path:
    """The folder of the archived texts; without it a test is skipped, but fails under CI."""
    folder = ROOT / os.environ.get("TEXTS_DIR", "data/texts")
    if not folder.is_dir():
        missing = f"no archived texts in {folder}: set TEXTS_DIR to their folder"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return folder
