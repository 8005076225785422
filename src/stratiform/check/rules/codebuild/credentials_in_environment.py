"""A build with AWS credentials in its environment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import each


def _wrong(variable: Mapping[str, Any]) -> str | None:
    kind, name = variable.get("Type", "PLAINTEXT"), variable.get("Name")
    if kind == "PLAINTEXT" and name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        return f"{name} is in the environment as plain text."
    return None


RULE = Rule(
    title="A build has credentials in its environment",
    why="Everyone who may look at the project or its log reads them, and they never change.",
    fix="Remove the variables: the project has a role. Take other secrets with Type SECRETS_MANAGER.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-2",
    types=("AWS::CodeBuild::Project",),
    faults=each("Environment.EnvironmentVariables", _wrong),
    references=References(security_hub=("CodeBuild.2",), guard=("CODEBUILD_PROJECT_ENVVAR_AWSCRED_CHECK",)),
)
