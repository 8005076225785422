"""A function that runs outside every VPC."""

from __future__ import annotations

from stratiform.check.plumbing import serves_a_system
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A function runs outside the VPC",
    why=(
        "Its traffic passes no security group, endpoint policy or flow log, so nothing limits or "
        "records where it connects to."
    ),
    fix="Set VpcConfig with subnets and a security group where policy asks for it; else waive the finding.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-3",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=must_be_set(
        "VpcConfig.SubnetIds", "VpcConfig is {value}: the function connects from AWS's own network."
    ),
    applies=serves_a_system,
    references=References(
        security_hub=("Lambda.3",), checkov=("CKV_AWS_117",), cfn_nag=("W89",), guard=("LAMBDA_INSIDE_VPC",)
    ),
)
