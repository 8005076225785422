"""A repository whose tags can be moved to another image."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="A repository lets tags move",
    why="What was tested is not what is deployed when somebody pushes the same tag again.",
    fix="Set ImageTagMutability to IMMUTABLE.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-2",
    types=("AWS::ECR::Repository",),
    faults=one_of(
        "ImageTagMutability",
        ("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"),
        "ImageTagMutability is {value}.",
        default="MUTABLE",
    ),
    references=References(security_hub=("ECR.2",), checkov=("CKV_AWS_51",)),
)
