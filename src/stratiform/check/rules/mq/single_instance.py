"""A message broker of one instance."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A message broker runs on a single instance",
    why="When its host or its zone fails, nothing is delivered until it is back.",
    fix="Set DeploymentMode to ACTIVE_STANDBY_MULTI_AZ for ActiveMQ, or CLUSTER_MULTI_AZ for RabbitMQ.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/mq-controls.html#mq-5",
    types=("AWS::AmazonMQ::Broker",),
    faults=none_of(
        "DeploymentMode",
        ("SINGLE_INSTANCE",),
        "DeploymentMode is {value}: nothing takes over when the host fails.",
    ),
    references=References(security_hub=("MQ.5", "MQ.6")),
)
