"""What a command is, and the options that several of them take."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from etl.curating.folders import data_folder
from etl.releasing import releases

Arguments = argparse.Namespace
Options = Mapping[str, Mapping[str, Any]]

DONE, FOUND, USAGE, UNUSABLE = 0, 1, 2, 3  # exit codes, as `python -m etl --help` explains them
UNPUBLISHED = "nothing is published yet: python -m etl publish --by NAME --reason TEXT"


@dataclass(frozen=True)
class Command:
    """One word after `python -m etl`: `run` returns the exit code, `options` are in the words of argparse."""

    name: str
    run: Callable[[Arguments], int]
    about: str
    options: Options = field(default_factory=dict)


def folder(text: str) -> Path:
    """A folder that is there."""
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return Path(text)


def data(text: str) -> Path:
    """A folder of curated data that is there; for "" the usual one."""
    return folder(text or str(data_folder()))


def new_folder(text: str) -> Path:
    """A folder that is not there yet, or empty: nothing is ever written over."""
    path = Path(text)
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise argparse.ArgumentTypeError(f"{text} is there already: name a new or an empty folder")
    return path


DATA: Options = {
    "--data": {"type": data, "default": "", "help": "folder of the curated data (default: DATA_DIR, else data)"}
}
SIGNED: Options = {
    "--by": {"required": True, "help": "who publishes"},
    "--reason": {"required": True, "help": "why, in one line"},
}


def engine() -> Engine:
    """The database that DATABASE_URL names."""
    return releases.connect(releases.address())


def show(lines: Iterable[str]) -> None:
    """Print lines to standard output."""
    for line in lines:
        print(line)
