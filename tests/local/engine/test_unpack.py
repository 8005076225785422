"""An archive is unpacked below its folder or not at all, on every Python that is supported."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from stratiform.local.engine.unpack import unpack


@pytest.fixture(params=["with the filter", "before Python 3.11.4"])
def unpacking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    if request.param != "with the filter":
        monkeypatch.delattr(tarfile, "data_filter", raising=False)  # Python 3.11.3 has none
    return unpack


def member(name: str, **facts: object) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    for fact, value in facts.items():
        setattr(made, fact, value)
    return made


def archive(*members: tarfile.TarInfo) -> tarfile.TarFile:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as written:
        for one in members:
            one.size = 3 if one.isreg() else 0
            written.addfile(one, io.BytesIO(b"abc"))
    content.seek(0)
    return tarfile.open(fileobj=content)


def test_files_folders_and_links_arrive(tmp_path: Path, unpacking: Callable[..., None]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with archive(
        member("bin", type=tarfile.DIRTYPE, mode=0o755),
        member("bin/tool", mode=0o4777, uid=12345),
        member("/etc/absolute", mode=0o644),
        member("bin/other", type=tarfile.SYMTYPE, linkname="tool"),
        member("again", type=tarfile.LNKTYPE, linkname="bin/tool", mode=0o755),
    ) as content:
        unpacking(content, folder)
    assert (folder / "bin" / "other").read_text() == "abc"
    assert (folder / "again").samefile(folder / "bin" / "tool")
    assert (folder / "etc" / "absolute").read_text() == "abc"
    assert (folder / "bin" / "tool").stat().st_mode & 0o7777 == 0o755
    assert (folder / "bin" / "tool").stat().st_uid == folder.stat().st_uid


@pytest.mark.parametrize(
    "members",
    [
        (member("../outside"),),
        (member("link", type=tarfile.SYMTYPE, linkname="../outside"),),
        (member("link", type=tarfile.SYMTYPE, linkname="/etc"),),
        (member("link", type=tarfile.LNKTYPE, linkname="../outside"),),
        (member("pipe", type=tarfile.FIFOTYPE),),
    ],
    ids=lambda members: members[0].name + members[0].linkname,
)
def test_what_leads_outside_is_refused(
    tmp_path: Path, unpacking: Callable[..., None], members: tuple[tarfile.TarInfo, ...]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside").write_text("kept")
    with archive(*members) as content, pytest.raises(tarfile.TarError):
        unpacking(content, folder)
    assert (tmp_path / "outside").read_text() == "kept"
