"""An instance with an address of the internet."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true, items, value
from stratiform.check.launches import LAUNCHES, prefix, setting
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if is_true(setting(resource, "AssociatePublicIpAddress")):
        return Fault("AssociatePublicIpAddress is true.", at="AssociatePublicIpAddress")
    for index, interface in enumerate(items(setting(resource, "NetworkInterfaces"))):
        if is_true(value(interface, "AssociatePublicIpAddress")):
            at = f"{prefix(resource)}NetworkInterfaces[{index}].AssociatePublicIpAddress"
            return Fault("AssociatePublicIpAddress is true.", at=at)
    return None


RULE = Rule(
    title="An instance gets a public address",
    why="It is one open port away from everybody, and outside what a load balancer filters.",
    fix="Put it into a private subnet behind a load balancer, and set AssociatePublicIpAddress to false.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
    types=LAUNCHES,
    faults=_faults,
    references=References(
        security_hub=("EC2.9", "EC2.25", "AutoScaling.5"),
        checkov=("CKV_AWS_88",),
        guard=("EC2_INSTANCE_NO_PUBLIC_IP", "AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED"),
    ),
)
