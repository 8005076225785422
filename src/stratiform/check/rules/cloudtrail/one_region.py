"""A trail of one region."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A trail records one region",
    why="An attacker works in a region that nobody watches.",
    fix="Set IsMultiRegionTrail to true.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1",
    types=("AWS::CloudTrail::Trail",),
    faults=must_be_true("IsMultiRegionTrail", "IsMultiRegionTrail is {value}."),
    references=References(
        security_hub=("CloudTrail.1",), checkov=("CKV_AWS_67",), guard=("MULTI_REGION_CLOUD_TRAIL_ENABLED",)
    ),
)
