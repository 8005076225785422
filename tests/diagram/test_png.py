from __future__ import annotations

import struct
from pathlib import Path

import pytest

from diagram.systems import WEB, system
from stratiform.diagram import fonts, picture
from stratiform.diagram.layout import layout
from stratiform.diagram.png import ZOOM, png
from stratiform.diagram.svg import svg
from stratiform.errors import MissingPart


def test_a_png_is_twice_as_large_as_the_svg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stratiform.diagram.png.font", lambda: ("DejaVu Sans", tmp_path))
    drawn = picture(system(tmp_path, WEB))
    text = svg(drawn, layout(drawn))
    data = png(text)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    wide = float(text.partition('width="')[2].partition('"')[0])
    assert struct.unpack(">I", data[16:20])[0] == pytest.approx(ZOOM * wide, abs=ZOOM)


def test_the_widest_font_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    for name in ("Arial.ttf", "DejaVuSans.ttf", "Other.ttf"):
        (tmp_path / name).touch()
    assert fonts.font() == ("DejaVu Sans", tmp_path / "DejaVuSans.ttf")


def test_without_a_font_there_is_an_answer_and_no_empty_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    with pytest.raises(MissingPart, match="no text") as raised:
        png("<svg/>")
    assert ".svg" in raised.value.fix
