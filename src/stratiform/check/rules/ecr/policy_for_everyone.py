"""A repository that everybody may use."""

from __future__ import annotations

from stratiform.check.policy_shapes import not_for_everyone
from stratiform.check.rule import Pillar, References, Rule, Severity

RULE = Rule(
    title="A repository policy lets everybody in",
    why="Any AWS account can pull the images, with the code and what else is in them, or push its own.",
    fix="Name the accounts or roles in Principal.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
    types=("AWS::ECR::Repository",),
    faults=not_for_everyone("RepositoryPolicyText"),
    references=References(cdk_nag=("AwsSolutions-ECR1",), checkov=("CKV_AWS_32",)),
)
