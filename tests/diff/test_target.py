"""What a side is written as."""

from __future__ import annotations

import pytest

from stratiform.diff.target import Target, Where, sides, target


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    (tmp_path / "app").mkdir()
    (tmp_path / "main").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("text", "where", "name", "guessed"),
    [
        ("app", Where.PATH, "app", False),
        ("main", Where.PATH, "main", False),
        ("git:main", Where.REVISION, "main", False),
        ("HEAD~1", Where.REVISION, "HEAD~1", True),
        ("stack:Shop", Where.STACK, "Shop", False),
        ("local:", Where.LOCAL, "", False),
        ("local:app", Where.LOCAL, "app", False),
        ("other:thing", Where.REVISION, "other:thing", True),
    ],
)
def test_a_path_wins_over_a_revision_unless_it_is_named(text, where, name, guessed):
    assert target(text) == Target(where, name, guessed)


def test_one_path_is_compared_with_what_is_deployed():
    deployed, here = Target(Where.DEPLOYED, ""), Target(Where.PATH, ".")
    assert sides(None, None) == (deployed, here)
    assert sides("app", None) == (deployed, Target(Where.PATH, "app"))


def test_anything_else_alone_is_compared_with_the_folder():
    assert sides("git:v1", None) == (Target(Where.REVISION, "v1"), Target(Where.PATH, "."))
    assert sides("stack:Shop", None) == (Target(Where.STACK, "Shop"), Target(Where.PATH, "."))


def test_two_sides_are_taken_as_they_are():
    assert sides("app", "git:v1") == (Target(Where.PATH, "app"), Target(Where.REVISION, "v1"))
