"""A notebook that reaches the internet on its own."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A notebook has direct internet access",
    why="What people work on in it leaves without passing your network.",
    fix="Set DirectInternetAccess to Disabled, and SubnetId and SecurityGroupIds.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html#sagemaker-1",
    types=("AWS::SageMaker::NotebookInstance",),
    faults=none_of(
        "DirectInternetAccess", ("Enabled",), "DirectInternetAccess is {value}.", default="Enabled"
    ),
    references=References(
        security_hub=("SageMaker.1",),
        cdk_nag=("AwsSolutions-SM3",),
        guard=("SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS",),
    ),
)
