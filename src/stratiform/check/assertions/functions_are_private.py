"""Functions stand in private subnets, behind security groups."""

from __future__ import annotations

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.properties import value
from stratiform.assembly.routes import is_public
from stratiform.check.assertion import Assertion, Failure, Given, Outcome
from stratiform.check.deployment import is_for_deployment
from stratiform.check.placement import FUNCTIONS, groups_of, subnets_of
from stratiform.check.plumbing import is_plumbing


def _judge(graph: Graph, given: Given) -> Outcome:
    passed: list[Address] = []
    failed: list[Failure] = []
    for function in graph.of_type(*FUNCTIONS):
        if is_plumbing(function) or is_for_deployment(graph, function):
            continue
        subnets, groups = subnets_of(graph, function), groups_of(graph, function)
        evidence = (function.address, *(one.address for one in (*subnets, *groups)))
        if says := _wrong(graph, function, subnets):
            failed.append(Failure(f"{function.address.logical_id} {says}.", evidence))
        else:
            passed += evidence
    return Outcome(tuple(dict.fromkeys(passed)), tuple(failed))


def _wrong(graph: Graph, function: Resource, subnets: tuple[Resource, ...]) -> str | None:
    if not value(function, "VpcConfig.SubnetIds"):
        return "is in no VPC"
    if not value(function, "VpcConfig.SecurityGroupIds"):
        return "has no security group"
    public = [one.address.logical_id for one in subnets if is_public(graph, one)]
    return f"is in the public subnet {public[0]}" if public else None


ASSERTION = Assertion(
    about="Every function is in private subnets of a VPC and has a security group.",
    parameters={},
    judge=_judge,
)
