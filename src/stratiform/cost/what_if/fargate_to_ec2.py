"""What if the Fargate tasks of a stack ran on EC2 instances that they fill?"""

from __future__ import annotations

import math
from decimal import Decimal

from stratiform.assembly.graph import Address, Edge, Graph, Kind, Resource
from stratiform.cost.alternative import Changed, WhatIf, changed, with_properties
from stratiform.cost.meters.ecs import size
from stratiform.cost.prices import Prices
from stratiform.cost.values import mappings, number, text

_FILLED = Decimal("0.85")
_INSTANCE = {"arm64": "m7g.large", "x86_64": "m7i.large"}
_VCPUS, _MEMORY = Decimal(2), Decimal(8)


def _change(graph: Graph, prices: Prices, region: str) -> Changed:
    moved: list[Resource] = []
    needs: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for service in graph.of_type("AWS::ECS::Service"):
        task = _task(graph, service)
        if task is None or not _on_fargate(service):
            continue
        of = size(task)
        count = number(service.properties.get("DesiredCount")) or Decimal(1)
        if of.processor not in _INSTANCE:
            continue
        place = (service.address.stack, of.processor)
        vcpus, memory = needs.get(place, (Decimal(), Decimal()))
        needs[place] = (vcpus + of.vcpus * count, memory + of.memory * count)
        moved.append(with_properties(service, {"LaunchType": "EC2", "CapacityProviderStrategy": None}))
    added: list[Resource] = []
    edges: list[Edge] = []
    for (stack, processor), (vcpus, memory) in needs.items():
        instances = math.ceil(max(vcpus / _VCPUS, memory / _MEMORY) / _FILLED)
        group, launch, edge = _group(stack, _INSTANCE[processor], max(2, instances))
        added += [group, launch]
        edges.append(edge)
    return Changed(
        changed(graph, [*moved, *added], (), edges),
        len(moved),
        (
            f"Tasks fill {_FILLED * 100:.0f} % of the vCPUs and memory of {' or '.join(_INSTANCE.values())}.",
            "At least two instances in each stack run all month; the work of keeping them is not counted.",
        ),
    )


def _task(graph: Graph, service: Resource) -> Resource | None:
    targets = (graph.resources[edge.target] for edge in graph.out_of(service.address))
    return next((each for each in targets if each.type == "AWS::ECS::TaskDefinition"), None)


def _on_fargate(service: Resource) -> bool:
    strategy = mappings(service.properties.get("CapacityProviderStrategy"))
    names = {text(each.get("CapacityProvider")) for each in strategy}
    return text(service.properties.get("LaunchType")) == "FARGATE" or bool(
        names & {"FARGATE", "FARGATE_SPOT"}
    )


def _group(stack: str, type_: str, count: int) -> tuple[Resource, Resource, Edge]:
    launch = Resource(
        Address(stack, f"WhatIfLaunch{type_}"),
        "AWS::AutoScaling::LaunchConfiguration",
        f"{stack}/what-if/launch-{type_}",
        {"InstanceType": type_, "BlockDeviceMappings": [{"Ebs": {"VolumeSize": 30, "VolumeType": "gp3"}}]},
    )
    group = Resource(
        Address(stack, f"WhatIfInstances{type_}"),
        "AWS::AutoScaling::AutoScalingGroup",
        f"{stack}/what-if/instances-{type_}",
        {"MinSize": count, "MaxSize": count, "DesiredCapacity": count},
    )
    return group, launch, Edge(group.address, launch.address, Kind.REF, "LaunchConfigurationName")


WHAT_IF = WhatIf("fargate-to-ec2", "EC2 instances instead of Fargate", _change)
