"""A web ACL that does not log what it refuses."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.links import sources
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(acl: Resource, graph: Graph) -> Fault | None:
    if any(sources(graph, acl, "AWS::WAFv2::LoggingConfiguration", "ResourceArn")):
        return None
    return Fault("No AWS::WAFv2::LoggingConfiguration names it.")


RULE = Rule(
    title="A web ACL does not log what it refuses",
    why="Attacks leave no trace, and nobody learns which good requests are refused.",
    fix="Add an AWS::WAFv2::LoggingConfiguration.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11",
    types=("AWS::WAFv2::WebACL",),
    faults=_faults,
    references=References(security_hub=("WAF.11",)),
)
