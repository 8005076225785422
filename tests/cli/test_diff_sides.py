from __future__ import annotations

import json
from pathlib import Path

import pytest

from stratiform.cli.diff_sides import read_sides
from stratiform.diff import diff


def written(folder: Path, version: str, *resources: str) -> str:
    folder.mkdir()
    shop = {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Shop.json"}}
    (folder / "manifest.json").write_text(json.dumps({"version": version, "artifacts": {"Shop": shop}}))
    template = {"Resources": {name: {"Type": "AWS::SNS::Topic"} for name in resources}}
    (folder / "Shop.json").write_text(json.dumps(template))
    return str(folder)


@pytest.mark.parametrize("version", ["35.0.0", "56.0.0"])
def test_an_assembly_of_another_schema_is_compared_with_a_note(tmp_path: Path, version: str) -> None:
    old, new = written(tmp_path / "old", version, "A"), written(tmp_path / "new", "55.0.0", "A", "B")
    found = diff(*read_sides(old, new, "local", {}))
    assert [change.after.address.logical_id for change in found.resources if change.after] == ["B"]
    (note,) = found.notes
    assert f"schema version {version[:2]}" in note
