"""A secret in an environment variable, for everybody to read who may read the template or the function."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.containers import TASKS
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.secrets import secret, variables

# Two rules have these by their names: ecs- and codebuild-credentials-in-environment.
_OTHERS = (*TASKS, "AWS::CodeBuild::Project")
_CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA")


def _applies(resource: Resource, graph: Graph) -> bool:
    return any(True for _ in variables(resource))


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for at, name, text in variables(resource):
        elsewhere = resource.type in _OTHERS and name in _CREDENTIALS
        if not elsewhere and (kind := secret(name, text)):
            # The value itself is never said: a finding ends up in logs and reports.
            return Fault(f"The variable {name} holds {kind}.", at=at)
    return None


RULE = Rule(
    title="A secret stands in an environment variable",
    why="It is in the template, in its history, and on the screen of everybody who may look at the workload.",
    fix="Keep it in Secrets Manager, and give the workload its ARN or, in ECS, a member of Secrets.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    types=(
        "AWS::Lambda::Function",
        "AWS::Serverless::Function",
        "AWS::ECS::TaskDefinition",
        "AWS::CodeBuild::Project",
        "AWS::Batch::JobDefinition",
        "AWS::AppRunner::Service",
    ),
    applies=_applies,
    faults=_faults,
    references=References(
        security_hub=("ECS.8", "CodeBuild.2"), checkov=("CKV_AWS_45",), cdk_nag=("AwsSolutions-ECS2",)
    ),
)
