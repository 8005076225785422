"""An environment that cannot roll a configuration back by itself."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A wrong configuration is not rolled back by itself",
    why="AppConfig goes back only when an alarm tells it to.",
    fix="Name alarms in Monitors.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-environment.html",
    types=("AWS::AppConfig::Environment",),
    faults=must_be_set("Monitors", "Monitors is {value}: no alarm stops a rollout."),
)
