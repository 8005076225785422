"""The nearest of the words that are known."""

from __future__ import annotations

from stratiform.suggest import did_you_mean, suggest


def test_the_nearest_word_is_named() -> None:
    assert did_you_mean("acount", ["region", "account"]) == "Did you mean account? "
    assert suggest("Acount", {"region", "account"}) == "Did you mean account?"


def test_where_none_is_near_all_are_told_or_nothing() -> None:
    assert did_you_mean("zzz", ["region", "account"]) == ""
    assert suggest("zzz", {"region", "account"}) == "Known: account, region."
