"""The private folder for sockets and locks."""

import os
import stat

import pytest

from stratiform.errors import NotWritable
from stratiform.synth import runtime


def test_it_is_private_and_short_however_long_the_base_is(tmp_path, monkeypatch):
    deep = tmp_path / ("x" * 80)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    found = runtime.folder()
    assert len(str(found)) < 80
    assert stat.S_IMODE(found.stat().st_mode) == 0o700
    assert found.stat().st_uid == os.getuid()


@pytest.fixture
def base(monkeypatch, tmp_path):
    monkeypatch.setattr(runtime, "_LONGEST", 4096)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def test_one_that_others_can_read_is_refused(base):
    (base / f"stratiform-{os.getuid()}").mkdir(mode=0o755)
    with pytest.raises(NotWritable, match="not a folder of yours alone") as caught:
        runtime.folder()
    assert "chmod 700" in caught.value.fix


def test_a_link_to_elsewhere_is_refused(base):
    (base / "elsewhere").mkdir(mode=0o700)
    (base / f"stratiform-{os.getuid()}").symlink_to(base / "elsewhere")
    with pytest.raises(NotWritable):
        runtime.folder()
