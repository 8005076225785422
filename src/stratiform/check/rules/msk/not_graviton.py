"""An MSK cluster that could run on Graviton."""

from __future__ import annotations

from stratiform.check.node_classes import on_graviton
from stratiform.check.rule import Pillar, Rule, Severity

RULE = Rule(
    title="An MSK cluster does not run on Graviton",
    why=(
        "Graviton uses less energy for the same work and costs about a quarter less for the same "
        "throughput; clients need no change."
    ),
    fix="Take kafka.m7g instead of kafka.m5.",
    pillar=Pillar.SUSTAINABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html",
    types=("AWS::MSK::Cluster",),
    faults=on_graviton("BrokerNodeGroupInfo.InstanceType", "m"),
)
