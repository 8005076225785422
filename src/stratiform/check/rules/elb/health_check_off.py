"""A target group that never asks whether its targets live."""

from __future__ import annotations

from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A target group makes no health checks",
    why="Requests go on to targets that are dead.",
    fix="Set HealthCheckEnabled to true.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source=(
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html"
    ),
    types=("AWS::ElasticLoadBalancingV2::TargetGroup",),
    faults=must_be_true("HealthCheckEnabled", "HealthCheckEnabled is {value}.", default=True),
    applies=lambda group, graph: not may_be(value(group, "TargetType"), "lambda"),
)
