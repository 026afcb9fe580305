"""The data folder's own history: what is published can be committed to git, where the folder is under its care."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from etl.problems import Place, Problem

CURATED = (":(glob)*.yaml", ":(glob)issues/*/*.yaml")
PATIENCE = 60  # seconds that a git command, hooks and all, may take


def commit(data: Path, message: str, author: str) -> Problem | None:
    """Commit the curated files of the data folder as they are, and nothing else, whatever is staged elsewhere.

    None where that is done, or where nothing has changed; a Problem where git cannot.
    """
    try:
        _git(data, "rev-parse", "--is-inside-work-tree")
        _git(data, "add", "--all", "--", *CURATED)
        if not _git(data, "status", "--porcelain", "--", *CURATED):
            return None
        signed = f"--author={_identity(author)}"
        _git(data, "commit", "--quiet", f"--message={message}", signed, "--only", "--", *CURATED, author=author)
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip()
        if "not a git repository" in said:
            said = f"{data.resolve()} is in no git repository"
    except (OSError, subprocess.TimeoutExpired) as error:
        said = str(error)
    else:
        return None
    way_out = "the release is in force all the same; commit the data folder by hand"
    return Problem(Place(data.resolve().name), "not-committed", "a commit", said[:300] or "no word", way_out)


def _git(data: Path, *arguments: str, author: str = "") -> str:
    found = shutil.which("git")
    if found is None:
        raise FileNotFoundError("git is not installed")
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        environment.pop(variable, None)
    if author and not _knows_itself(found, data):
        name, email = _identity(author).rstrip(">").split(" <")
        environment |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}
    command = [found, "-C", str(data), *arguments]
    done = subprocess.run(  # noqa: S603 -- git with arguments of our own, no shell
        command, capture_output=True, text=True, check=True, timeout=PATIENCE, env=environment, stdin=subprocess.DEVNULL
    )
    return done.stdout


def _knows_itself(git: str, data: Path) -> bool:
    asked = [git, "-C", str(data), "var", "GIT_COMMITTER_IDENT"]
    return subprocess.run(asked, capture_output=True, timeout=PATIENCE, check=False).returncode == 0  # noqa: S603


def _identity(author: str) -> str:
    """Somebody as git writes them; who has no address gets one of this machine."""
    name = re.sub(r"[<>\r\n]", " ", author).strip() or "curator"
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "curator"
    return f"{name} <{name if '@' in name and ' ' not in name else f'{plain}@localhost'}>"
