"""What is known of common mistakes while the process that made them lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stratiform.errors import SettingsError
from stratiform.synth.inside import facts


class Bucket:
    versioned = True

    def __init__(self, id: str, *, encrypted: bool = True, versioned: bool = False) -> None: ...


def fact(act: Callable[[], object]) -> dict[str, Any] | None:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        act()
    return facts.of(caught.value)


def test_a_misspelt_keyword_has_its_neighbours() -> None:
    found = fact(lambda: Bucket("id", encryptd=True))  # type: ignore[call-arg]
    assert found == {
        "kind": "keyword",
        "of": "Bucket",
        "seen": "encryptd",
        "near": ["encrypted"],
        "known": ["id", "encrypted", "versioned"],
    }


class Knowing(type):
    """As jsii's metaclass: while a call fails, its frame knows which class was called."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return super().__call__(*args, **kwargs)


class Archive(Bucket, metaclass=Knowing):
    def __init__(self, *, days: int = 1, **bucket: bool) -> None:
        super().__init__("id", **bucket)


class Vault(Archive):
    def __init__(self, *, locked: bool = True, **archive: bool) -> None:
        super().__init__(**archive)


@pytest.mark.parametrize(
    ("seen", "near"),
    [("encryptd", "encrypted"), ("dayz", "days"), ("loked", "locked"), ("versiond", "versioned")],
)
def test_a_class_that_passes_keywords_on_knows_those_of_the_classes_above(seen: str, near: str) -> None:
    found = fact(lambda: Vault(**{seen: True}))
    assert found is not None
    assert (found["of"], found["seen"], found["near"]) == ("Vault", seen, [near])


class Shop(metaclass=Knowing):
    """As a stack: while it is made, it makes others."""

    def __init__(self, **given: bool) -> None:
        Vault(**given)


def test_inside_a_stack_the_construct_is_told_and_not_the_stack() -> None:
    found = fact(lambda: Shop(loked=True))
    assert found is not None
    assert (found["of"], found["near"]) == ("Vault", ["locked"])


def test_a_missing_argument_is_named() -> None:
    assert fact(lambda: Bucket()) == {"kind": "missing", "of": "Bucket", "names": ["id"]}  # type: ignore[call-arg]


def test_a_misspelt_attribute_has_its_neighbours() -> None:
    found = fact(lambda: Bucket("id").versionned)  # type: ignore[attr-defined]
    assert found == {"kind": "name", "seen": "versionned", "of": "Bucket", "near": ["versioned"]}


def test_a_misspelt_variable_has_its_neighbours() -> None:
    network = 1

    def act() -> object:
        nearby = network
        return nearbi + nearby  # type: ignore[name-defined]  # noqa: F821

    found = fact(act)
    assert found is not None
    assert (found["seen"], found["near"][0]) == ("nearbi", "nearby")


def test_a_misspelt_import_has_its_neighbours() -> None:
    def act() -> None:
        from json import loadz  # type: ignore[attr-defined]  # noqa: F401

    found = fact(act)
    assert found is not None
    assert (found["seen"], found["of"], "loads" in found["near"]) == ("loadz", "json", True)


def test_a_missing_module_is_named() -> None:
    def act() -> None:
        import no_such_module  # type: ignore[import-not-found]  # noqa: F401

    assert fact(act) == {"kind": "module", "name": "no_such_module"}


def test_a_syntax_error_has_its_place() -> None:
    found = fact(lambda: compile("a = (\n", "app.py", "exec"))
    assert found is not None
    assert (found["kind"], found["file"], found["line"]) == ("syntax", "app.py", 1)


def test_an_error_of_ours_is_carried_whole() -> None:
    def act() -> None:
        raise SettingsError("what", where="where", fix="fix")

    found = fact(act)
    assert found is not None
    assert (found["what"], found["where"], found["fix"]) == ("what", "where", "fix")
    assert found["classes"][0] == "SettingsError"


def test_other_errors_have_no_fact() -> None:
    assert fact(lambda: 1 / 0) is None
