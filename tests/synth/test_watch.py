"""What counts as a save."""

import sys
from pathlib import Path

import pytest

from stratiform.errors import MissingPart
from stratiform.synth.watch import relevant, saves

APP = Path("/app")


@pytest.mark.parametrize("path", ["app.py", "cdk.json", "src/index.py", "stratiform.toml"])
def test_what_a_user_writes_counts(path):
    assert relevant(APP / path, APP, APP / "out")


@pytest.mark.parametrize(
    "path",
    [
        ".venv/lib/x.py",
        ".git/HEAD",
        "src/__pycache__/x.py",
        "x.pyc",
        "out/manifest.json",
        "cdk.out/x",
        ".x.swp",
    ],
)
def test_what_tools_write_does_not(path):
    assert not relevant(APP / path, APP, APP / "out")


def test_a_save_while_the_caller_is_busy_is_not_lost(tmp_path):
    saved = saves(tmp_path, tmp_path / "cdk.out")
    next(saved)
    (tmp_path / "app.py").write_text("x")
    next(saved)
    saved.close()


def test_without_watchfiles_the_part_to_install_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(MissingPart, match="watchfiles") as caught:
        next(saves(tmp_path, tmp_path / "cdk.out"))
    assert "stratiform[local]" in caught.value.fix
