from pathlib import Path
from typing import Any

import pytest
import yaml

from stratiform.assembly import read

FUNCTION = "AWS::Serverless::Function"


def properties(tmp_path: Path, common: Any, own: Any, type_: str = FUNCTION) -> Any:
    file = tmp_path / "template.yaml"
    file.write_text(
        yaml.safe_dump({"Globals": common, "Resources": {"It": {"Type": type_, "Properties": own}}})
    )
    return next(iter(read(file).resources.values())).properties


@pytest.mark.parametrize(
    ("common", "own", "merged"),
    [
        ({"Timeout": 9}, {}, {"Timeout": 9}),
        ({"Timeout": 9}, None, {"Timeout": 9}),
        ({"Timeout": 9}, {"Timeout": 3}, {"Timeout": 3}),
        (
            {"Environment": {"Variables": {"A": "1", "B": "2"}}},
            {"Environment": {"Variables": {"B": "3"}}},
            {"Environment": {"Variables": {"A": "1", "B": "3"}}},
        ),
        ({"Layers": ["one"]}, {"Layers": ["two"]}, {"Layers": ["one", "two"]}),
        ({"VpcConfig": {"SubnetIds": []}}, {"VpcConfig": {"Ref": "Own"}}, {"VpcConfig": {"Ref": "Own"}}),
    ],
)
def test_globals_are_merged_as_sam_merges_them(tmp_path: Path, common: Any, own: Any, merged: Any) -> None:
    assert properties(tmp_path, {"Function": common}, own) == merged


def test_globals_of_one_kind_are_for_that_kind(tmp_path: Path) -> None:
    assert properties(tmp_path, {"Api": {"Timeout": 9}}, {"A": 1}) == {"A": 1}
    assert properties(tmp_path, {"Function": {"Timeout": 9}}, {"A": 1}, "AWS::Lambda::Function") == {"A": 1}


@pytest.mark.parametrize("common", [None, "text", [], {"Function": "text"}])
def test_globals_that_are_none_change_nothing(tmp_path: Path, common: Any) -> None:
    assert properties(tmp_path, common, {"A": 1}) == {"A": 1}
