"""A group behind a load balancer that keeps instances the load balancer finds ill."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_BEHIND = ("LoadBalancerNames", "TargetGroupARNs", "TrafficSources")


def _faults(group: Resource, graph: Graph) -> Fault | None:
    found = value(group, "HealthCheckType", "EC2")
    if is_unknown(found) or "ELB" in str(found).split(","):
        return None
    return Fault(f"HealthCheckType is {found}.", at="HealthCheckType")


RULE = Rule(
    title="A group does not ask its load balancer who is healthy",
    why="An instance whose software has died keeps its place for as long as the machine runs.",
    fix="Set HealthCheckType to ELB, with a HealthCheckGracePeriod as long as the start takes.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1",
    types=("AWS::AutoScaling::AutoScalingGroup",),
    faults=_faults,
    applies=lambda group, graph: any(value(group, name) for name in _BEHIND),
    references=References(
        security_hub=("AutoScaling.1",), guard=("AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED",)
    ),
)
