"""What every test may ask for."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from etl.curating.curated import Curated
from etl.tables import Tables
from tests import real as standing

ROOT = Path(__file__).parent.parent

# No deadlines: a shared machine pauses. Under CI the same examples every time, so that a red run can be repeated.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

# Thousands of commits need not wait for a disk where memory serves as one, with room enough for what tests write.
MEMORY, ROOM = Path("/dev/shm"), 2**30  # noqa: S108 -- pytest makes a folder of its own in it
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

TEXTS = ROOT / os.environ.get("TEXTS_DIR", "data/texts")
NO_TEXTS = f"no archived texts in {TEXTS}: set TEXTS_DIR to their folder"


@pytest.fixture(scope="session")
def texts_dir() -> Path:
    """The folder of the archived texts; without it a test is skipped, but fails under CI."""
    if not TEXTS.is_dir():
        pytest.fail(NO_TEXTS) if os.environ.get("CI") else pytest.skip(NO_TEXTS)
    return TEXTS


@pytest.fixture(scope="session")
def loaded() -> Curated:
    """The curated data as they stand; not to be changed."""
    return standing.loaded()


@pytest.fixture(scope="session")
def real() -> Tables:
    """The tables built from them; not to be changed."""
    return standing.real()


@pytest.fixture(scope="session", autouse=True)
def audit_log(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests do is not written into the log of this checkout."""
    os.environ["AUDIT_LOG"] = str(tmp_path_factory.mktemp("audit") / "audit.jsonl")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all tests that were skipped for want of the texts."""
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_TEXTS in str(report.longrepr)]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} skipped: {NO_TEXTS}")
