from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.errors import NotAnAssembly

MANIFEST = {"A.assets": {"type": "cdk:asset-manifest", "properties": {"file": "A.assets.json"}}}


def place(region: str) -> Mapping[str, str]:
    return {"bucketName": f"assets-{region}", "objectKey": "k.zip", "region": region}


def test_an_asset_for_two_places_is_two_assets(assembly: Callable[..., Path]) -> None:
    file = {
        "source": {"path": "../code", "packaging": "zip"},
        "destinations": {r: place(r) for r in ("x", "y")},
    }
    out = assembly({"A": {}}, artifacts=MANIFEST, files={"A.assets.json": {"files": {"k": file}}})
    assets = read(out).assets
    assert [asset.bucket for asset in assets] == ["assets-x", "assets-y"]
    assert {asset.source for asset in assets} == {out.parent / "code"}


def test_what_a_command_must_build_is_left_out(assembly: Callable[..., Path]) -> None:
    file = {"source": {"executable": ["make"]}, "destinations": {"x": place("x")}}
    out = assembly({"A": {}}, artifacts=MANIFEST, files={"A.assets.json": {"files": {"k": file}}})
    assert read(out).assets == ()


@pytest.mark.parametrize(
    "body",
    [
        "{",
        [],
        {"files": ["k"]},
        {"files": {"k": None}},
        {"files": {"k": {"source": {"path": 1}, "destinations": {"x": place("x")}}}},
        {"files": {"k": {"source": {"path": "c"}, "destinations": {"x": {}}}}},
        {"dockerImages": {"k": {"source": {"directory": "c"}}}},
    ],
)
def test_a_broken_asset_manifest_is_one_error(assembly: Callable[..., Path], body: Any) -> None:
    out = assembly({"A": {}}, artifacts=MANIFEST, files={"A.assets.json": body})
    with pytest.raises(NotAnAssembly) as error:
        read(out)
    assert str(out / "A.assets.json") in str(error.value.where)
