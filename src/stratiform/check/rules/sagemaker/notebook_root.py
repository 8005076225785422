"""A notebook whose users are root."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="Users of a notebook are root",
    why="Whoever gets code into a notebook changes the instance and what watches it.",
    fix="Set RootAccess to Disabled.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/sagemaker-controls.html#sagemaker-3",
    types=("AWS::SageMaker::NotebookInstance",),
    faults=none_of("RootAccess", ("Enabled",), "RootAccess is {value}.", default="Enabled"),
    references=References(security_hub=("SageMaker.3",)),
)
