"""Ports that the world has no business with."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.security_groups import ALL, GROUP, INGRESS, ingress_rules
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults

OPENING = (GROUP, INGRESS)
"""The types whose resources let traffic in."""
ADMINISTRATION = (22, 3389)
# The ports of high risk of Security Hub's EC2.19, without those of administration:
# https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19
RISKY = (
    *(20, 21, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 4333, 5000, 5432, 5500, 5601),
    *(8080, 8088, 8888, 9200, 9300),
)


def closed_to_world(port: int, protocol: str) -> Faults:
    """A fault where every address may reach ``port``, where ``protocol`` listens, and not all other ports."""

    def faults(group: Resource, graph: Graph) -> Fault | None:
        for rule in ingress_rules(group):
            if rule.is_to_world and rule.covers(port) and rule.ports != ALL:
                says = f"{rule.world} may reach port {port}, where {protocol} listens."
                return Fault(says, at=rule.at or None)
        return None

    return faults
