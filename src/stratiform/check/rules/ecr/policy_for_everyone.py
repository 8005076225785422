"""A repository that everybody may use."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.statements import statements

_PATH = "RepositoryPolicyText"


def _faults(repository: Resource, graph: Graph) -> Fault | None:
    for statement in statements(value(repository, _PATH), _PATH):
        if statement.allows and statement.is_for_everyone and not statement.is_bound:
            return Fault("The policy allows its actions to everyone.", at=f"{statement.at}.Principal")
    return None


RULE = Rule(
    title="A repository policy lets everybody in",
    why="Any AWS account can pull the images, with the code and what else is in them, or push its own.",
    fix="Name the accounts or roles in Principal.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
    types=("AWS::ECR::Repository",),
    faults=_faults,
    references=References(cdk_nag=("AwsSolutions-ECR1",), checkov=("CKV_AWS_32",)),
)
