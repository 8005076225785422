"""A target group that cuts requests off when a target leaves."""

from __future__ import annotations

from stratiform.assembly.properties import number
from stratiform.check.attributes import attribute_must
from stratiform.check.rule import Pillar, Rule, Severity

RULE = Rule(
    title="A target group does not drain its targets",
    why="Every deployment and every scaling in breaks the requests that are under way.",
    fix=(
        "Set the attribute deregistration_delay.timeout_seconds to as long as requests take; its "
        "default is 300."
    ),
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html"
    ),
    types=("AWS::ElasticLoadBalancingV2::TargetGroup",),
    faults=attribute_must(
        "TargetGroupAttributes",
        "deregistration_delay.timeout_seconds",
        "deregistration_delay.timeout_seconds is {value}, so requests under way are cut off.",
        lambda found: number(found) != 0,
        default="300",
    ),
)
