"""Networks have public and private subnets in several zones."""

from __future__ import annotations

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import canonical, value
from stratiform.assembly.routes import is_public
from stratiform.check.assertion import Assertion, Failure, Given, Kind, Outcome, Parameter
from stratiform.check.placement import SUBNET


def _judge(graph: Graph, given: Given) -> Outcome:
    passed: list[Address] = []
    failed: list[Failure] = []
    least = given["zones"]
    for vpc in graph.of_type("AWS::EC2::VPC"):
        subnets = list(sources(graph, vpc, SUBNET, "VpcId"))
        public = [one for one in subnets if is_public(graph, one)]
        private = [one for one in subnets if not is_public(graph, one)]
        zones = len(_zones(public)), len(_zones(private))
        evidence = (vpc.address, *(one.address for one in subnets))
        if min(zones) >= least:
            passed += evidence
        else:
            name = vpc.address.logical_id
            says = f"{name} has public subnets in {zones[0]} zones and private ones in {zones[1]}."
            failed.append(Failure(says, evidence))
    return Outcome(tuple(passed), tuple(failed))


def _zones(subnets: list[Resource]) -> set[str]:
    found = (value(one, "AvailabilityZone", value(one, "AvailabilityZoneId")) for one in subnets)
    return {canonical(zone) for zone in found if zone is not None}


ASSERTION = Assertion(
    about="Every VPC has public subnets in so many zones, and private ones too.",
    parameters={"zones": Parameter(Kind.NUMBER, "the least number of zones", 2)},
    judge=_judge,
)
