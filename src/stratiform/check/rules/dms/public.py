"""A replication instance that the internet reaches."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="A replication instance is public",
    why="It stands between two databases with the passwords of both, one open port away from everybody.",
    fix="Set PubliclyAccessible to false.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html#dms-1",
    types=("AWS::DMS::ReplicationInstance",),
    faults=must_be_false("PubliclyAccessible", "PubliclyAccessible is {value}.", default=True),
    references=References(
        security_hub=("DMS.1",),
        checkov=("CKV_AWS_89",),
        cfn_nag=("W91",),
        guard=("DMS_REPLICATION_NOT_PUBLIC",),
    ),
)
