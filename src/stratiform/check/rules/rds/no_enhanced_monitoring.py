"""A database instance whose operating system is not measured."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="The operating system of a database is not measured",
    why="Without the processes, memory and disks of the host, the cause of a slow database stays a guess.",
    fix=(
        "Set MonitoringInterval to 60 or less, and MonitoringRoleArn to a role with "
        "AmazonRDSEnhancedMonitoringRole."
    ),
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-6",
    types=("AWS::RDS::DBInstance",),
    faults=none_of(
        "MonitoringInterval",
        (0, "0"),
        "MonitoringInterval is {value}: enhanced monitoring is off.",
        default=0,
    ),
    references=References(
        security_hub=("RDS.6",), checkov=("CKV_AWS_118",), guard=("RDS_ENHANCED_MONITORING_ENABLED",)
    ),
)
