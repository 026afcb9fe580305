import os
from hashlib import sha256

import pytest

from etl.refreshing.swap import FolderUnusable, interrupted, mend, swapped
from tests.etl.drafted import files

OLD = {"a.yaml": b"old a", "issues/x/issue.yaml": b"old x", "README.md": b"ours"}
CHANGES = {"a.yaml": b"new a", "issues/x/issue.yaml": None, "issues/y/issue.yaml": b"new y"}
NEW = {"a.yaml": b"new a", "issues/y/issue.yaml": b"new y", "README.md": b"ours"}


@pytest.fixture
def folder(tmp_path):
    for below, content in OLD.items():
        (tmp_path / below).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / below).write_bytes(content)
    return tmp_path


def killed(folder):
    """A change of the folder that was killed after its files were in place."""
    child = os.fork()
    if child == 0:
        with swapped(folder, CHANGES):
            os._exit(0)
    os.waitpid(child, 0)


def test_all_files_change_and_nothing_is_left_behind(folder):
    (folder / "a.yaml").chmod(0o600)
    with swapped(folder, CHANGES):
        assert interrupted(folder)
    assert files(folder) == NEW
    assert (not interrupted(folder), (folder / "issues/x").exists()) == (True, False)
    assert (folder / "a.yaml").stat().st_mode & 0o777 == 0o600


def test_whatever_fails_puts_the_old_files_back(folder):
    with pytest.raises(ZeroDivisionError), swapped(folder, CHANGES):
        raise ZeroDivisionError
    assert files(folder) == OLD
    assert not (folder / "issues/y").exists()


def test_what_a_killed_process_left_is_finished_or_put_back(folder):
    killed(folder)
    assert {below: content for below, content in files(folder).items() if not below.startswith(".")} == NEW
    mend(folder, lambda: OLD)
    assert files(folder) == OLD
    killed(folder)
    mend(folder, lambda: {below: NEW[below] for below in ("a.yaml", "issues/y/issue.yaml")})
    assert files(folder) == NEW


def test_a_file_that_somebody_edited_after_the_kill_is_not_touched(folder):
    killed(folder)
    (folder / "a.yaml").write_bytes(b"mine")
    mend(folder, lambda: OLD)
    assert files(folder) == {**OLD, "a.yaml": b"mine"}


def test_a_stage_without_a_plan_had_changed_nothing(folder):
    (folder / ".refresh-x" / "new").mkdir(parents=True)
    (folder / ".refresh-x" / "new" / "a.yaml").write_bytes(b"half")
    mend(folder, lambda: pytest.fail("nothing to compare"))
    assert files(folder) == OLD
    assert sha256(b"old a").hexdigest() == sha256((folder / "a.yaml").read_bytes()).hexdigest()


def test_a_folder_that_is_a_file_is_named(folder):
    said = r"/a\.yaml: .*; nothing was changed; look at the permissions"
    with pytest.raises(FolderUnusable, match=said), swapped(folder / "a.yaml", CHANGES):
        pass
    with pytest.raises(FolderUnusable, match=r"/a\.yaml"), swapped(folder, {"a.yaml/b.yaml": b"x"}):
        pass
    assert files(folder) == OLD
