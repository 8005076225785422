from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diagram.drawing import told
from diagram.systems import system
from stratiform.assembly.graph import Graph, Use
from stratiform.diagram import picture

RESOURCES = """
  Web: {Type: AWS::ECS::Service}
  Balancer: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
  Store: {Type: AWS::DynamoDB::Table}
  Jobs: {Type: AWS::SQS::Queue}
  News: {Type: AWS::SNS::Topic}
"""
PATHS = {
    "Web": "App/Web/Resource/Service",
    "Balancer": "App/Web/LoadBalancer/Resource",
    "Store": "App/Store/Resource/Resource",
    "Jobs": "App/Jobs/Resource",
    "News": "App/News/Resource",
}


def app(folder: Path, *uses: Use) -> Graph:
    graph = system(folder, RESOURCES)
    placed = {a: replace(one, path=PATHS[a.logical_id]) for a, one in graph.resources.items()}
    stacks = {id_: replace(stack, path="App") for id_, stack in graph.stacks.items()}
    return replace(graph, stacks=stacks, resources=placed, uses=uses)


@pytest.mark.parametrize(
    ("resource", "access", "line"),
    [
        ("App/Store", "read", ("Web", "reads", "Store")),
        ("App/Store", "read-write", ("Web", "reads and writes", "Store")),
        ("App/Jobs", "write", ("Web", "sends to", "Jobs")),
        ("App/Jobs", "read", ("Jobs", "feeds", "Web")),
        ("App/News", "write", ("Web", "publishes to", "News")),
    ],
)
def test_a_declared_use_is_told_in_its_words(
    tmp_path: Path, resource: str, access: str, line: tuple[str, str, str]
) -> None:
    drawn = picture(app(tmp_path, Use("App/Web", resource, access)))
    assert told(drawn) == {line}
    (link,) = drawn.links
    assert link.reasons == (f"App/Web uses {resource} ({access})",)


def test_a_use_of_what_is_not_there_draws_nothing(tmp_path: Path) -> None:
    assert told(picture(app(tmp_path, Use("App/Web", "App/Elsewhere", "read")))) == set()
