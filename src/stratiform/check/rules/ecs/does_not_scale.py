"""A service behind a load balancer that has as many tasks at night as at noon."""

from __future__ import annotations

from stratiform.assembly.properties import items, value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_named_by

RULE = Rule(
    title="A service does not scale",
    why="It is too small when many ask, and paid for when nobody does.",
    fix="Add an AWS::ApplicationAutoScaling::ScalableTarget with a target tracking policy.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
    types=("AWS::ECS::Service",),
    faults=must_be_named_by(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "ResourceId",
        "Nothing changes DesiredCount.",
        at="DesiredCount",
    ),
    applies=lambda service, graph: bool(items(value(service, "LoadBalancers"))),
)
