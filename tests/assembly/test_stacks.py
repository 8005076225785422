from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stratiform.assembly import read
from stratiform.errors import NotAnAssembly, TemplateError

Assembly = Callable[..., Path]
ASSETS = {"type": "cdk:asset-manifest", "properties": {"file": "gone.assets.json"}}


def test_stacks_come_after_what_they_need_also_through_their_assets(assembly: Assembly) -> None:
    out = assembly(
        {"Web": {"dependencies": ["Web.assets"]}, "Data": {}},
        artifacts={"Web.assets": {**ASSETS, "dependencies": ["Data"]}},
    )
    graph = read(out)
    assert list(graph.stacks) == ["Data", "Web"]
    assert graph.stacks["Web"].depends_on == ("Data",)


def test_the_stacks_of_a_stage_need_what_the_stage_needs(assembly: Assembly) -> None:
    assembly({"Inner": {}}, folder="cdk.out/assembly-Late")
    assembly({"First": {}}, folder="cdk.out/assembly-Early")
    stage = "cdk:cloud-assembly"
    out = assembly(
        {},
        artifacts={
            "late": {
                "type": stage,
                "properties": {"directoryName": "assembly-Late"},
                "dependencies": ["early"],
            },
            "early": {"type": stage, "properties": {"directoryName": "assembly-Early"}},
        },
    )
    graph = read(out)
    assert list(graph.stacks) == ["First", "Inner"]
    assert graph.stacks["Inner"].depends_on == ("First",)


def test_stacks_that_need_one_another_are_refused(assembly: Assembly) -> None:
    out = assembly({"A": {"dependencies": ["B"]}, "B": {"dependencies": ["A"]}})
    with pytest.raises(TemplateError, match="A -> B -> A") as error:
        read(out)
    assert error.value.where == f"{out / 'manifest.json'}"


def test_a_need_that_is_not_there_is_refused(assembly: Assembly) -> None:
    with pytest.raises(NotAnAssembly, match="depends on 'Gone'"):
        read(assembly({"A": {"dependencies": ["Gone"]}}))


def test_two_stacks_with_one_id_are_refused(assembly: Assembly) -> None:
    assembly({"A": {}}, folder="cdk.out/inner")
    nested = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "inner"}}
    with pytest.raises(NotAnAssembly, match="The stack 'A' is in"):
        read(assembly({"A": {}}, artifacts={"stage": nested}))


def test_a_missing_asset_manifest_is_noted(assembly: Assembly) -> None:
    graph = read(assembly({"A": {}}, artifacts={"A.assets": ASSETS}))
    assert graph.notes == ("gone.assets.json is not in the assembly, so its assets are not known",)
