"""No rule raises, whatever a template holds: a rule that does is a bug, which the product only notes.

The shapes come from AWS's provider schemas: every property of every type that a rule looks at, with values
of the wrong kind, values that only a deployment knows, and nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from cfnlint.schema import ResourceNotFoundError
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from graphs import graph
from stratiform.assembly.graph import Graph
from stratiform.check.catalogue import catalogue
from stratiform.check.judgement import judge

DEEPEST = 6
Leaf = Callable[[Mapping[str, Any]], Any]


def unknown(schema: Mapping[str, Any]) -> Any:
    return {"Ref": "Parameter"}


def text(schema: Mapping[str, Any]) -> Any:
    return "x"


def number(schema: Mapping[str, Any]) -> Any:
    return -1


def listed(schema: Mapping[str, Any]) -> Any:
    return [{"Fn::GetAtt": ["Other", "Arn"]}, None, ["x"]]


def mapped(schema: Mapping[str, Any]) -> Any:
    return {"a": {"b": None}, "Fn::If": ["C", 1, 2]}


def fitting(schema: Mapping[str, Any]) -> Any:
    if schema.get("enum"):
        return schema["enum"][0]
    kind = schema.get("type")
    return {"boolean": True, "integer": 1, "number": 1.5, "object": {"k": "v"}, "array": ["x"]}.get(
        str(kind), "x"
    )


def filled(schema: Mapping[str, Any], root: Mapping[str, Any], leaf: Leaf, depth: int = 0) -> Any:
    """A value with every property that the schema has, its leaves made by ``leaf``."""
    for _ in range(DEEPEST):
        if "$ref" in schema:
            schema = root["definitions"][schema["$ref"].rpartition("/")[2]]
    if depth < DEEPEST and isinstance(schema.get("properties"), dict):
        return {name: filled(one, root, leaf, depth + 1) for name, one in schema["properties"].items()}
    if depth < DEEPEST and isinstance(schema.get("items"), dict):
        return [filled(schema["items"], root, leaf, depth + 1)]
    return leaf(schema)


def types() -> list[str]:
    found = {type_ for rule in catalogue().values() for type_ in rule.types}
    return sorted(type_ for type_ in found if not type_.startswith(("AWS::Serverless", "Custom::")))


def hostile(leaf: Leaf, depth: int) -> Graph:
    """A resource of every type that a rule looks at, with the leaves at this depth or deeper."""
    resources: dict[str, Any] = {}
    for number_, type_ in enumerate(types()):
        try:
            schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type_).schema
        except ResourceNotFoundError:  # a type that AWS no longer has
            continue
        resources[f"R{number_}"] = (type_, filled(schema, schema, leaf, DEEPEST - depth))
    assert len(resources) > 100
    return graph(resources, Parameters={"Parameter": {"Type": "String"}})


@pytest.mark.parametrize("depth", [1, 2, 3, DEEPEST])
@pytest.mark.parametrize("leaf", [unknown, text, number, listed, mapped, fitting])
def test_no_rule_raises_whatever_it_is_shown(leaf: Leaf, depth: int) -> None:
    system = hostile(leaf, depth)
    broken = {
        f"{id_} at {system.resources[address].type}": repr(failure)
        for id_, rule in catalogue().items()
        for address, failure in judge(rule, system).broken.items()
    }
    assert broken == {}


def test_no_rule_raises_where_nothing_is_written() -> None:
    system = graph({f"R{number_}": {"Type": type_} for number_, type_ in enumerate(types())})
    assert [id_ for id_, rule in catalogue().items() if judge(rule, system).broken] == []
