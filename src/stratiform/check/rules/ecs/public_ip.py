"""A service whose tasks have addresses of the internet."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A service gives its tasks public addresses",
    why="Each task is one open port away from everybody, past the load balancer and its firewall.",
    fix="Set AssignPublicIp to DISABLED and run the tasks in private subnets.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
    types=("AWS::ECS::Service",),
    faults=none_of(
        "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp", ("ENABLED",), "AssignPublicIp is {value}."
    ),
    references=References(security_hub=("ECS.2",)),
)
