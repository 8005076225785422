"""A trail that no alarm can watch."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A trail is not sent to CloudWatch Logs",
    why="Nobody can be told at once when the root user signs in or a policy is changed.",
    fix="Set CloudWatchLogsLogGroupArn and CloudWatchLogsRoleArn.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-5",
    types=("AWS::CloudTrail::Trail",),
    faults=must_be_set("CloudWatchLogsLogGroupArn", "CloudWatchLogsLogGroupArn is {value}."),
    references=References(security_hub=("CloudTrail.5",), guard=("CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED",)),
)
