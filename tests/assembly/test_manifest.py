from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.errors import NotAnAssembly

Assembly = Callable[..., Path]


def stage(folder: str) -> dict[str, Any]:
    return {"type": "cdk:cloud-assembly", "properties": {"directoryName": folder}}


@pytest.mark.parametrize("version", ["36.0.0", "48.0.0", "55.0.0"])
def test_known_schemas_need_no_note(assembly: Assembly, version: str) -> None:
    assert read(assembly({"A": {}}, version=version)).notes == ()


@pytest.mark.parametrize("version", ["35.0.0", "56.0.0"])
def test_other_schemas_are_read_with_a_note(assembly: Assembly, version: str) -> None:
    (note,) = read(assembly({"A": {}}, version=version)).notes
    assert f"schema version {version.partition('.')[0]}" in note


@pytest.mark.parametrize("version", ["75.0.0", "999.0.0"])
def test_an_assembly_from_the_future_is_not_guessed_at(assembly: Assembly, version: str) -> None:
    with pytest.raises(NotAnAssembly, match=f"schema version {version[:2]}") as caught:
        read(assembly({"A": {"template": []}}, version=version))
    assert "Update Stratiform" in caught.value.fix


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a JSON object"),
        ({}, "has no schema version"),
        ({"version": 55}, "has no schema version"),
        ({"version": "55.0.0", "artifacts": []}, "artifacts must be an object"),
        ({"version": "55.0.0", "artifacts": {"A": {}}}, "'A' has no type"),
        ({"version": "55.0.0", "artifacts": {"A": {"type": "aws:cloudformation:stack"}}}, "no templateFile"),
        ({"version": "55.0.0", "artifacts": {"A": {"type": "cdk:cloud-assembly"}}}, "no directoryName"),
        ({"version": "55.0.0", "artifacts": {"A": {"type": "x", "properties": []}}}, "must be an object"),
        ({"version": "55.0.0", "artifacts": {"A": stage("gone")}}, "manifest.json does not exist"),
        ({"version": "55.0.0", "artifacts": {"A": stage("a\0b")}}, "cannot be read"),
    ],
)
def test_a_broken_manifest_is_one_error(tmp_path: Path, body: Any, what: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(body if isinstance(body, str) else json.dumps(body))
    with pytest.raises(NotAnAssembly, match=what) as error:
        read(tmp_path)
    assert str(error.value.where).startswith(str(tmp_path))


@pytest.mark.parametrize("folder", [".", "inner/.."])
def test_an_assembly_nested_in_itself_is_refused(assembly: Assembly, folder: str) -> None:
    out = assembly({}, artifacts={"A": stage(folder)})
    (out / "inner").mkdir()
    with pytest.raises(NotAnAssembly, match="nested in itself"):
        read(out)
