"""What if the tasks that run on a cluster's EC2 instances ran on Fargate?"""

from __future__ import annotations

import math
from decimal import Decimal

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.cost.alternative import Changed, WhatIf, changed, with_properties
from stratiform.cost.prices import Prices
from stratiform.cost.values import mappings, number, text

_GROUP = "AWS::AutoScaling::AutoScalingGroup"
# The sizes of a Fargate task: vCPU units, and the least and the most memory in MiB.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
_SIZES = (
    (256, 512, 2048),
    (512, 1024, 4096),
    (1024, 2048, 8192),
    (2048, 4096, 16384),
    (4096, 8192, 30720),
    (8192, 16384, 61440),
    (16384, 32768, 122880),
)


def _change(graph: Graph, prices: Prices, region: str) -> Changed:
    new: list[Resource] = []
    services = 0
    for service in graph.of_type("AWS::ECS::Service"):
        strategy = mappings(service.properties.get("CapacityProviderStrategy"))
        names = {text(each.get("CapacityProvider")) for each in strategy}
        if text(service.properties.get("LaunchType")) == "FARGATE" or names & {"FARGATE", "FARGATE_SPOT"}:
            continue
        services += 1
        new.append(with_properties(service, {"LaunchType": "FARGATE", "CapacityProviderStrategy": None}))
        targets = (graph.resources[edge.target] for edge in graph.out_of(service.address))
        new += [_sized(each) for each in targets if each.type == "AWS::ECS::TaskDefinition"]
    return Changed(
        changed(graph, new, _hosts(graph) if services else ()),
        services,
        (
            "A task gets the smallest size of Fargate that has the CPU and memory of its containers.",
            "The instances of the clusters' capacity providers are gone; nothing else ran on them.",
        ),
    )


def _sized(task: Resource) -> Resource:
    containers = mappings(task.properties.get("ContainerDefinitions"))
    own = (number(task.properties.get("Cpu")), number(task.properties.get("Memory")))
    cpu = own[0] or sum((number(each.get("Cpu")) or Decimal() for each in containers), Decimal())
    memory = own[1] or sum(
        (number(each.get("Memory") or each.get("MemoryReservation")) or Decimal() for each in containers),
        Decimal(),
    )
    fits = [(units, least) for units, least, most in _SIZES if units >= cpu and most >= memory]
    units, least = fits[0] if fits else _SIZES[-1][:2]
    return with_properties(
        task, {"Cpu": str(units), "Memory": str(max(least, math.ceil(memory / 1024) * 1024))}
    )


def _hosts(graph: Graph) -> list[Address]:
    """The Auto Scaling groups that ECS clusters run on: of a capacity provider, or that name a cluster."""
    found: dict[Address, None] = {}
    for group in graph.of_type(_GROUP):
        launches = [edge.target for edge in graph.out_of(group.address)]
        providers = (graph.resources[edge.source].type for edge in graph.into(group.address))
        named = (graph.resources[e.target].type for launch in launches for e in graph.out_of(launch))
        if "AWS::ECS::CapacityProvider" in providers or "AWS::ECS::Cluster" in named:
            found[group.address] = None
    return list(found)


WHAT_IF = WhatIf("ec2-to-fargate", "Fargate instead of EC2 instances", _change)
