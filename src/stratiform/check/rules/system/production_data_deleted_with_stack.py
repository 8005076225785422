"""Data of production that goes away with its stack."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.retention import KEEPING
from stratiform.check.environments import environment, is_production
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    if resource.deletion_policy in KEEPING:
        return None
    return Fault(
        f"DeletionPolicy is {resource.deletion_policy or 'absent'} in {environment(resource, graph)}: "
        "it is deleted with its stack, or when its definition is removed."
    )


# RDS, Redshift, Neptune and DocumentDB clusters are left out: AWS makes a snapshot of them by default.
RULE = Rule(
    title="Data of production is deleted with its stack",
    why="A stack deleted by mistake, or a resource dropped from the code, takes the data with it.",
    fix='Set DeletionPolicy and UpdateReplacePolicy to "Retain".',
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
    types=(
        "AWS::DynamoDB::Table",
        "AWS::DynamoDB::GlobalTable",
        "AWS::S3::Bucket",
        "AWS::EFS::FileSystem",
        "AWS::Cognito::UserPool",
        "AWS::KMS::Key",
        "AWS::OpenSearchService::Domain",
    ),
    applies=is_production,
    faults=_faults,
)
