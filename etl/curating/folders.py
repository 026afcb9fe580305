"""Where the curated data and the archived texts are."""

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder of the curated data: DATA_DIR, else data/ of the working folder."""
    return Path(os.environ.get("DATA_DIR") or "data")


def texts_folder(data: Path | None = None) -> Path:
    """The folder of the archived texts of a data folder, whether it is there or not: TEXTS_DIR, else texts/ in it."""
    return Path(os.environ.get("TEXTS_DIR") or (data or data_folder()) / "texts")
