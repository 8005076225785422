"""Only what never looks at its surroundings may be imported ahead of a request."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from stratiform.synth.inside import preload


@pytest.mark.parametrize(
    "name", ["json", "email.parser", "jsii", "constructs", "stratiform.constructs.table"]
)
def test_the_runtime_may_be_ahead(name: str) -> None:
    assert preload.may_be_ahead(name)


@pytest.mark.parametrize("name", ["__main__", "__main__.part", "infrastructure", "antigravity", "boto3"])
def test_what_belongs_to_the_app_may_not(name: str) -> None:
    assert not preload.may_be_ahead(name)


def test_a_package_that_jsii_generated_may_be_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "generated_package._jsii", types.ModuleType("_jsii"))
    assert preload.may_be_ahead("generated_package.aws_thing")


def test_what_was_imported_since_is_learnt_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(sys.modules) - {"json", "email"}
    monkeypatch.setitem(sys.modules, "of_the_app", types.ModuleType("of_the_app"))
    learnt = preload.learn(before)
    assert set(learnt) == {"json", "email"} & set(sys.modules)
    assert learnt == [name for name in sys.modules if name in learnt]


def test_what_cannot_be_imported_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fails_at_import.py").write_text("raise RuntimeError\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert preload.load(["json", "fails_at_import", "no_such_module"]) == [
        "fails_at_import",
        "no_such_module",
    ]
    assert preload.file_of("fails_at_import") == str(tmp_path / "fails_at_import.py")
    assert preload.file_of("no_such_module") is None
