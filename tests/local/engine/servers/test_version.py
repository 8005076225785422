from __future__ import annotations

import pytest

from stratiform.local.engine.servers.version import asked, satisfies


@pytest.mark.parametrize(
    ("tag", "version"),
    [("16.4-alpine", "16.4"), ("18", "18"), ("latest", None), ("alpine", None), ("", None)],
)
def test_the_version_of_a_tag(tag: str, version: str | None) -> None:
    assert asked(tag) == version


def test_a_shorter_version_is_satisfied_and_a_similar_one_is_not() -> None:
    assert satisfies("18.6", "18")
    assert satisfies("18.6", "18.6")
    assert not satisfies("18.6", "18.4")
    assert not satisfies("18.6", "1")
