from __future__ import annotations

import pytest

from stratiform.diagram.measure import fitted, lines, width


def test_a_text_is_as_wide_as_its_letters() -> None:
    assert width("iii", 10) < width("mmm", 10) < width("mmm", 10, bold=True)
    assert width("ab", 20) == pytest.approx(2 * width("ab", 10))
    assert width("\u6f22", 10) > width("\u00e9", 10) > 0


@pytest.mark.parametrize("text", ["short", "a" * 50, "i" * 400, "\u6f22" * 50])
def test_what_is_too_wide_keeps_its_beginning_and_end(text: str) -> None:
    found = fitted(text, 12, 100)
    assert width(found, 12) <= 100
    if found != text:
        assert found[0] == text[0]
        assert "\u2026" in found


def test_a_name_is_broken_where_its_words_end() -> None:
    assert lines("DatabaseMigrationRunner", 13, 130, 2) == ["DatabaseMigration", "Runner"]
    assert lines("Network / publicSubnet1", 13, 110, 2) == ["Network /", "publicSubnet1"]
    assert lines("short", 13, 100, 2) == ["short"]
    assert all(width(line, 13) <= 80 for line in lines("x" * 200, 13, 80, 2))
