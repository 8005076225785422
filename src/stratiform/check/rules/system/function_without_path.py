"""A function in a network that cannot reach a service which it calls."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.outside import by_endpoint, called, has_way_out
from stratiform.check.placement import subnets_of
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(function: Resource, graph: Graph) -> bool:
    return bool(subnets_of(graph, function)) and bool(called(graph, function))


def _faults(function: Resource, graph: Graph) -> Fault | None:
    if has_way_out(graph, function):
        return None
    missing = {
        name: by for name, by in called(graph, function).items() if name not in by_endpoint(graph, function)
    }
    if not missing:
        return None
    names = " and ".join(sorted(missing))
    subnets = tuple(subnet.address for subnet in subnets_of(graph, function))
    policies = tuple(dict.fromkeys(by.by for by in missing.values()))
    return Fault(
        f"It may call {names}, and its subnets have neither NAT nor an endpoint for it.",
        at="VpcConfig.SubnetIds",
        evidence=(*policies, *subnets),
    )


RULE = Rule(
    title="A function in a network has no path to a service it calls",
    why="Calls wait until the timeout. A public subnet does not help: a function has no public address.",
    fix="Add a VPC endpoint for the service, or a NAT gateway and a route to it.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    applies=_applies,
    faults=_faults,
)
