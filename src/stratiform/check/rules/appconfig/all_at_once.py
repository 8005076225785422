"""A configuration that reaches everything at the same moment."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import at_least

RULE = Rule(
    title="A configuration is rolled out all at once",
    why="A wrong value reaches every host before anybody can see what it does.",
    fix="Set DeploymentDurationInMinutes above 0 with a GrowthFactor below 100.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-deployment-strategy.html",
    types=("AWS::AppConfig::DeploymentStrategy",),
    faults=at_least(
        "DeploymentDurationInMinutes", 1, "DeploymentDurationInMinutes is {value}: all hosts change at once."
    ),
)
