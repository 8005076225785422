"""A build with the rights of the machine."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_false

RULE = Rule(
    title="A build runs privileged",
    why="A script of a dependency gets out of the container it builds in.",
    fix="Set Environment.PrivilegedMode to false unless the build makes Docker images.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ProjectEnvironment.html",
    types=("AWS::CodeBuild::Project",),
    faults=must_be_false("Environment.PrivilegedMode", "PrivilegedMode is {value}."),
    references=References(cdk_nag=("AwsSolutions-CB3",)),
)
