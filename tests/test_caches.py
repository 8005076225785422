"""Where this user's caches are."""

from __future__ import annotations

from pathlib import Path

import pytest

from stratiform.bundles import cache
from stratiform.caches import caches
from stratiform.cost.prices import cache_folder


def test_they_are_below_the_folder_that_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert caches() == tmp_path / "stratiform"
    assert cache() == tmp_path / "stratiform" / "functions"
    assert cache_folder() == tmp_path / "stratiform" / "prices"


@pytest.mark.parametrize("given", ["", "caches"])
def test_a_relative_folder_is_not_followed(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert caches() == tmp_path / ".cache" / "stratiform"
    assert cache_folder() == tmp_path / ".cache" / "stratiform" / "prices"
