"""A build that writes no log."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(project: Resource, graph: Graph) -> Fault | None:
    cloudwatch = value(project, "LogsConfig.CloudWatchLogs.Status", "ENABLED")
    bucket = value(project, "LogsConfig.S3Logs.Status", "DISABLED")
    if cloudwatch != "DISABLED" or bucket != "DISABLED":
        return None
    return Fault("CloudWatchLogs is DISABLED, and S3Logs is not enabled.", at="LogsConfig")


RULE = Rule(
    title="A build project writes no log",
    why="When a build fails, or does what it should not, nobody can read why.",
    fix="Leave LogsConfig.CloudWatchLogs enabled, or enable S3Logs.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-4",
    types=("AWS::CodeBuild::Project",),
    faults=_faults,
    references=References(security_hub=("CodeBuild.4",)),
)
