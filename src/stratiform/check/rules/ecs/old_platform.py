"""A Fargate service that stays on an old platform."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="A service is pinned to an old Fargate platform",
    why="It misses what AWS mends and adds in the platform.",
    fix="Remove PlatformVersion, or set it to LATEST.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10",
    types=("AWS::ECS::Service",),
    faults=one_of("PlatformVersion", ("LATEST", "1.4.0"), "PlatformVersion is {value}.", default="LATEST"),
    applies=lambda service, graph: "WINDOWS" not in str(service.properties.get("PlatformVersion")),
    references=References(security_hub=("ECS.10",)),
)
