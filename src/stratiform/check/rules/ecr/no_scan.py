"""A repository whose images nobody looks into."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A repository does not scan its images",
    why="Images with known faults are deployed without anybody knowing.",
    fix="Set ImageScanningConfiguration.ScanOnPush to true, or let Amazon Inspector scan the registry.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-1",
    types=("AWS::ECR::Repository",),
    faults=must_be_true("ImageScanningConfiguration.ScanOnPush", "ScanOnPush is {value}."),
    references=References(
        security_hub=("ECR.1",), checkov=("CKV_AWS_163",), cfn_nag=("W79",), guard=("ECR_REPO_SCAN_ON_PUSH",)
    ),
)
