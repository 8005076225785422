"""Equal folders give equal zips, whatever their dates, and links are followed."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from stratiform.errors import WrongUse
from stratiform.local.archive import zip_folder


def zipped(folder: Path) -> bytes:
    buffer = io.BytesIO()
    zip_folder(folder, buffer)
    return buffer.getvalue()


def tree(folder: Path) -> Path:
    (folder / "package").mkdir(parents=True)
    (folder / "b.py").write_text("b = 1\n")
    (folder / "package" / "a.py").write_text("a = 1\n")
    return folder


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    os.utime(two / "b.py", (1_000_000_000, 1_000_000_000))
    assert zipped(one) == zipped(two)


def test_other_content_gives_other_bytes(tmp_path: Path) -> None:
    one, two = tree(tmp_path / "one"), tree(tmp_path / "two")
    (two / "b.py").write_text("b = 2\n")
    assert zipped(one) != zipped(two)


def test_files_keep_their_path_and_whether_they_run(tmp_path: Path) -> None:
    folder = tree(tmp_path / "one")
    (folder / "bootstrap").write_text("#!/bin/sh\n")
    (folder / "bootstrap").chmod(0o755)
    with zipfile.ZipFile(io.BytesIO(zipped(folder))) as archive:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    assert modes == {"b.py": 0o644, "bootstrap": 0o755, "package/a.py": 0o644}


def test_a_link_is_followed(tmp_path: Path) -> None:
    folder = tree(tmp_path / "one")
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "common.py").write_text("c = 1\n")
    (folder / "shared").symlink_to(shared)
    (folder / "c.py").symlink_to(shared / "common.py")
    with zipfile.ZipFile(io.BytesIO(zipped(folder))) as archive:
        assert archive.read("shared/common.py") == archive.read("c.py") == b"c = 1\n"


def test_a_link_to_nothing_is_an_error_with_its_place(tmp_path: Path) -> None:
    folder = tree(tmp_path / "one")
    (folder / "lost").symlink_to("nowhere")
    with pytest.raises(WrongUse, match="nowhere") as raised:
        zipped(folder)
    assert raised.value.where == str(folder / "lost")


def test_a_link_to_a_parent_does_not_go_round_for_ever(tmp_path: Path) -> None:
    folder = tree(tmp_path / "one")
    (folder / "package" / "up").symlink_to(folder)
    with pytest.raises(WrongUse, match="parents"):
        zipped(folder)
