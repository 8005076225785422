"""A security group that lets the internet reach more than web ports."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.security_groups import ALL, GroupRule, ingress_rules
from stratiform.check.ports import ADMINISTRATION, OPENING, RISKY
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

# EC2.18 takes these as authorized.
_WEB = ((80, 80), (443, 443))


def _is_unusual(rule: GroupRule) -> bool:
    if not rule.is_to_world or rule.ports in (None, ALL) or rule.is_icmp:
        return False
    if rule.protocol == "tcp" and any(map(rule.covers, (*ADMINISTRATION, *RISKY))):
        return False  # A graver fault, with a rule of its own.
    return rule.protocol != "tcp" or rule.ports not in _WEB


def _faults(group: Resource, graph: Graph) -> Fault | None:
    for rule in ingress_rules(group):
        if _is_unusual(rule) and rule.ports:
            ports = "-".join(map(str, dict.fromkeys(rule.ports)))
            return Fault(f"{rule.world} may reach {rule.protocol} port {ports}.", at=rule.at or None)
    return None


RULE = Rule(
    title="The internet may reach an unusual port",
    why="What listens there is seldom made for strangers.",
    fix="Name the addresses or security groups that need the port; only 80 and 443 are usual to be open.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
    types=OPENING,
    faults=_faults,
    references=References(
        security_hub=("EC2.18",),
        cdk_nag=("AwsSolutions-EC23",),
        cfn_nag=("W2",),
        guard=("EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE",),
    ),
)
