"""A function on a runtime that gets no security updates."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.lambda_runtimes import deprecated_since
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(function: Resource, graph: Graph) -> Fault | None:
    runtime = value(function, "Runtime")
    since = deprecated_since(runtime) if isinstance(runtime, str) else None
    return Fault(f"{runtime} is deprecated since {since}.", at="Runtime") if since else None


RULE = Rule(
    title="A function runs on a deprecated runtime",
    why="The runtime gets no security updates, and a day comes when the function can no longer be changed.",
    fix="Move to a current version of the language. For functions that the CDK adds, update aws-cdk-lib.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-2",
    types=("AWS::Lambda::Function", "AWS::Serverless::Function"),
    faults=_faults,
    references=References(security_hub=("Lambda.2",), cdk_nag=("AwsSolutions-L1",), checkov=("CKV_AWS_363",)),
)
