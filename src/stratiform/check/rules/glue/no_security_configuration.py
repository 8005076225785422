"""A job or crawler that writes without encryption settings."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set


def _faults(one: Resource, graph: Graph) -> Fault | None:
    at = "CrawlerSecurityConfiguration" if one.type == "AWS::Glue::Crawler" else "SecurityConfiguration"
    return must_be_set(at, f"{at} is {{value}}: logs and bookmarks are not encrypted.")(one, graph)


RULE = Rule(
    title="A job or crawler has no security configuration",
    why="Its logs, bookmarks and results are written without the keys that the data has.",
    fix="Name an AWS::Glue::SecurityConfiguration.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html",
    types=("AWS::Glue::Job", "AWS::Glue::Crawler", "AWS::Glue::DevEndpoint"),
    faults=_faults,
    references=References(checkov=("CKV_AWS_195",)),
)
