"""A repository that keeps every image for ever."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A repository has no lifecycle policy",
    why="Images that nobody runs are stored and paid for, and old ones with known faults stay at hand.",
    fix="Set LifecyclePolicy.LifecyclePolicyText to a policy that expires images.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3",
    types=("AWS::ECR::Repository",),
    faults=must_be_set("LifecyclePolicy", "LifecyclePolicy is {value}."),
    references=References(security_hub=("ECR.3",)),
)
