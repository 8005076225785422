"""A GraphQL API that takes part in no trace."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_true

RULE = Rule(
    title="A GraphQL API is not traced",
    why="Where a slow or failing request spends its time cannot be followed through the system.",
    fix="Set XrayEnabled to true.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html",
    types=("AWS::AppSync::GraphQLApi",),
    faults=must_be_true("XrayEnabled", "XrayEnabled is {value}: traces begin behind the API."),
)
