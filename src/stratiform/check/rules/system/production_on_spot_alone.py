"""A service of production that has only capacity which AWS may take back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_unknown, items, number, value
from stratiform.check.environments import is_production
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_DEFAULTS = ("AWS::ECS::Cluster", "AWS::ECS::ClusterCapacityProviderAssociations")


def _strategy(service: Resource, graph: Graph) -> tuple[Any, Resource] | None:
    """Its capacity providers, from itself or from its cluster, with who says so."""
    if (own := value(service, "CapacityProviderStrategy")) is not None:
        return own, service
    if value(service, "LaunchType") is not None:
        return None
    for cluster in targets(graph, service, "Cluster"):
        holders = [cluster, *(graph.resources[edge.source] for edge in graph.into(cluster.address))]
        for holder in holders:
            if holder.type in _DEFAULTS and (found := value(holder, "DefaultCapacityProviderStrategy")):
                return found, holder
    return None


def _applies(service: Resource, graph: Graph) -> bool:
    return is_production(service, graph) and _strategy(service, graph) is not None


def _faults(service: Resource, graph: Graph) -> Fault | None:
    found = _strategy(service, graph)
    if found is None or is_unknown(found[0]):
        return None
    providers = {
        str(one.get("CapacityProvider"))
        for one in items(found[0])
        if isinstance(one, Mapping) and (number(one.get("Weight", 1)) or number(one.get("Base", 0)))
    }
    if providers != {"FARGATE_SPOT"}:
        return None
    return Fault("All its tasks run on FARGATE_SPOT.", evidence=(found[1].address,))


RULE = Rule(
    title="A service of production runs on Spot alone",
    why="AWS takes Spot capacity back with two minutes' notice, from all tasks at once if need be.",
    fix="Give FARGATE a base of at least one task in the capacity provider strategy.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
    types=("AWS::ECS::Service",),
    applies=_applies,
    faults=_faults,
)
