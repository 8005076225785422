"""A notebook outside your networks."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A notebook is in no VPC",
    why="Its traffic passes none of your security groups, endpoints or flow logs.",
    fix="Set SubnetId and SecurityGroupIds.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html#sagemaker-2",
    types=("AWS::SageMaker::NotebookInstance",),
    faults=must_be_set("SubnetId", "SubnetId is {value}."),
    references=References(security_hub=("SageMaker.2",), cdk_nag=("AwsSolutions-SM1",)),
)
