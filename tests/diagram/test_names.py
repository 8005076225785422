from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diagram.systems import at, system
from stratiform.diagram.names import names


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["App/Api/Handler/Resource"], ["Api / Handler"]),
        (["App/Items/Resource/Resource"], ["Items"]),
        (["App/Work/Function"], ["Work"]),
        (["App/LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/Resource"], ["LogRetention"]),
        (["App/A/Function", "App/A/Resource"], ["A / Function", "A"]),
        (["App/One/Two/Three/Four/Resource"], ["Two / Three / Four"]),
    ],
)
def test_a_path_without_what_says_nothing(tmp_path: Path, paths: list[str], expected: list[str]) -> None:
    text = "\n".join(f"F{number}: {{Type: AWS::Lambda::Function}}" for number in range(len(paths)))
    graph = system(tmp_path, text)
    resources = {
        at(f"F{n}"): replace(graph.resources[at(f"F{n}")], path=path) for n, path in enumerate(paths)
    }
    stacks = {id_: replace(stack, path="App") for id_, stack in graph.stacks.items()}
    graph = replace(graph, resources=resources, stacks=stacks)
    assert list(names(graph, resources).values()) == expected
