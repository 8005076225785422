"""The text that flags with variants come in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stratiform.agent.appconfig.ion import Annotated, Expression, IonError, Symbol, values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 -3 1_000", [12, -3, 1000]),
        ("1.5 2e3 1d2", [1.5, 2000.0, 100.0]),
        ("true false null", [True, False, None]),
        ("'true'", [Symbol("true")]),
        ('"a\\n\\"b\\u00e9"', ['a\n"bé']),
        ("'''long ''' '''string'''", ["long string"]),
        ("'''{\"a\": \"it\\'s\"}'''", ['{"a": "it\'s"}']),
        ("[1, 2, ]", [[1, 2]]),
        ('(eq $key "x")', [Expression((Symbol("eq"), Symbol("$key"), "x"))]),
        ("by::$user", [Annotated("by", Symbol("$user"))]),
        ("'my-flag'::[ ]", [Annotated("my-flag", [])]),
        ("2026-11-20T10:00:00Z", [datetime(2026, 11, 20, 10, tzinfo=UTC)]),
        ("// words\n1 /* more\nwords */ 2", [1, 2]),
        ("", []),
    ],
)
def test_a_text_has_these_values(text: str, found: list[object]) -> None:
    assert values(text) == found


@pytest.mark.parametrize("text", ["[1, 2", "(eq", "{", "'open", "\x00"])
def test_what_is_not_ion_is_told_with_its_place(text: str) -> None:
    with pytest.raises(IonError):
        values(text)
