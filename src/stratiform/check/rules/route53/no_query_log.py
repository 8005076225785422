"""A public zone whose questions nobody logs."""

from __future__ import annotations

from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A public hosted zone logs no queries",
    why="Nobody can tell who asked for which name, or what is attacked.",
    fix="Set QueryLoggingConfig.CloudWatchLogsLogGroupArn.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/route53-controls.html#route53-2",
    types=("AWS::Route53::HostedZone",),
    faults=must_be_set("QueryLoggingConfig.CloudWatchLogsLogGroupArn", "QueryLoggingConfig is absent."),
    applies=lambda zone, graph: value(zone, "VPCs") in (None, []),
    references=References(security_hub=("Route53.2",)),
)
