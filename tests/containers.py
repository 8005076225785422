"""Systems with a cluster, for the tests of what runs on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.assembly.graph import Graph
from stratiform.tiers import DEV, Tier
from systems import part, system

IMAGE = "public.ecr.aws/docker/library/python:3.13-slim"


def on_cluster(build: Callable[[Any, Any], object], tier: Tier = DEV, **options: Any) -> Graph:
    """The graph of the stack ``Main`` with a cluster; ``build`` gets the stack and the cluster."""
    from stratiform.constructs import Cluster, Network

    def fill(main: Any) -> None:
        build(main, Cluster(main, "Cluster", network=Network(main, "Network"), **options))

    return system(fill, tier)


def definition(graph: Graph, path: str) -> dict[str, Any]:
    """The properties of the task definition of the workload at ``path``."""
    return dict(part(graph, f"{path}/Definition").properties)


def container(graph: Graph, path: str, at: int = 0) -> dict[str, Any]:
    """A container of the task definition of the workload at ``path``."""
    found: dict[str, Any] = definition(graph, path)["ContainerDefinitions"][at]
    return found


def variables(graph: Graph, path: str) -> dict[str, Any]:
    """The variables of the main container."""
    return {each["Name"]: each["Value"] for each in container(graph, path)["Environment"]}


def egress(graph: Graph, path: str) -> list[tuple[str, int]]:
    """Where the workload's security group lets it out by address: CIDR and port."""
    rules = part(graph, f"{path}/SecurityGroup").properties["SecurityGroupEgress"]
    return [(rule["CidrIp"], rule["FromPort"]) for rule in rules]


def bounds(graph: Graph) -> tuple[int, int]:
    """The least and the most tasks of the one workload that scales."""
    (target,) = graph.of_type("AWS::ApplicationAutoScaling::ScalableTarget")
    return target.properties["MinCapacity"], target.properties["MaxCapacity"]
