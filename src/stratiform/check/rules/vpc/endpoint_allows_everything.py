"""An endpoint through which everything of its service can be done."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import statements
from stratiform.assembly.properties import value
from stratiform.check.endpoints import service
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# Endpoints of other services take no policy, or only one that allows all.
_WITH_POLICIES = (
    "dynamodb",
    "ecr.api",
    "kinesis-streams",
    "kms",
    "logs",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
)


def _faults(endpoint: Resource, graph: Graph) -> Fault | None:
    document = value(endpoint, "PolicyDocument")
    if document is None:
        return Fault("PolicyDocument is absent, which allows everything.", at="PolicyDocument")
    for statement in statements(document, "PolicyDocument"):
        everything = "*" in statement.actions and "*" in statement.resources
        conditional = statement.conditions or statement.has_unknown_condition
        if statement.allows and statement.is_for_everyone and everything and not conditional:
            return Fault("The policy allows everything to everyone.", at=statement.at)
    return None


RULE = Rule(
    title="An endpoint has no policy of its own",
    why="Through it, stolen credentials of any account carry data out of the network unseen.",
    fix="Set PolicyDocument to the principals, actions and resources that the network needs.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    types=("AWS::EC2::VPCEndpoint",),
    faults=_faults,
    applies=lambda endpoint, graph: service(endpoint) in _WITH_POLICIES,
)
