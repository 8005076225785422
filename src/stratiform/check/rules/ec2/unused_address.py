"""An address that nothing uses."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(address: Resource, graph: Graph) -> Fault | None:
    if value(address, "InstanceId") is not None or graph.into(address.address):
        return None
    name = address.address.logical_id
    if any(
        name in str(output.value) for output in graph.outputs if output.address.stack == address.address.stack
    ):
        return None  # Its users may be elsewhere.
    return Fault("Nothing in the system uses the address.")


RULE = Rule(
    title="An Elastic IP address is not used",
    why="A public address is paid for by the hour whether it is used or not.",
    fix="Remove it, or give it to an instance, a NAT gateway or a load balancer.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-12",
    types=("AWS::EC2::EIP",),
    faults=_faults,
    references=References(security_hub=("EC2.12",)),
)
