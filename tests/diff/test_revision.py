"""A path as it was at a git revision; the repository stays as it is."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from stratiform.diff.revision import checked_out, existed, is_revision
from stratiform.errors import UnknownRevision

pytestmark = pytest.mark.local  # git is another process


def git(folder: Path, *arguments: str) -> str:
    given = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, env=given, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A repository ``shop`` with an app in ``infra``: one commit, then a change that is not committed."""
    folder = tmp_path / "shop" / "infra"
    folder.mkdir(parents=True)
    git(folder.parent, "init", "-q")
    (folder.parent / ".gitattributes").write_text("* export-ignore\n")
    (folder / "app.py").write_text("one\n")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "one")
    (folder / "app.py").write_text("two\n")
    (folder / "new.py").write_text("new\n")
    return folder


def test_the_files_of_the_revision_are_there_and_gone_afterwards(app):
    status = git(app, "status", "--porcelain")
    with checked_out(app, "HEAD") as then:
        assert (then.path / "app.py").read_text() == "one\n"
        assert not (then.path / "new.py").exists()
        assert then.path.name == "infra"
        assert then.root.name == "shop"
    assert not then.root.exists()
    assert (app / "app.py").read_text() == "two\n"
    assert git(app, "status", "--porcelain") == status
    assert git(app, "worktree", "list").count("\n") == 1


def test_a_file_is_found_as_well(app):
    with checked_out(app / "app.py", "HEAD") as then:
        assert then.path.read_text() == "one\n"


def test_environments_that_no_revision_has_are_linked(app):
    (app / "node_modules" / "x").mkdir(parents=True)
    (app.parent / ".venv").mkdir()
    with checked_out(app, "HEAD") as then:
        assert (then.path / "node_modules" / "x").is_dir()
        assert (then.root / ".venv").is_dir()
    assert (app / "node_modules" / "x").is_dir()


def test_what_did_not_exist_then_is_one_clear_message(app):
    with (
        pytest.raises(UnknownRevision, match=r"new\.py did not exist at HEAD"),
        checked_out(app / "new.py", "HEAD"),
    ):
        pass


@pytest.mark.parametrize("revision", ["nope", "--help", "HEAD~9", ""])
def test_an_unknown_revision_is_one_clear_message(app, revision):
    assert not is_revision(app, revision)
    with pytest.raises(UnknownRevision, match="Git knows no revision"), checked_out(app, revision):
        pass


def test_a_folder_in_no_repository_is_one_clear_message(tmp_path):
    with pytest.raises(UnknownRevision, match="is in no git repository"), checked_out(tmp_path, "HEAD"):
        pass


def test_variables_of_a_hook_do_not_lead_elsewhere(app, monkeypatch):
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    with checked_out(app, "HEAD") as then:
        assert (then.path / "app.py").exists()


def test_whether_a_path_existed_is_asked_of_the_revision(app):
    assert existed(app, "HEAD")
    assert existed(app.parent, "HEAD")
    assert existed(app / "app.py", "HEAD")
    assert not existed(app / "new.py", "HEAD")
