"""A web ACL that does not log what it refuses."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_named_by

RULE = Rule(
    title="A web ACL does not log what it refuses",
    why="Attacks leave no trace, and nobody learns which good requests are refused.",
    fix="Add an AWS::WAFv2::LoggingConfiguration.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11",
    types=("AWS::WAFv2::WebACL",),
    faults=must_be_named_by(
        "AWS::WAFv2::LoggingConfiguration", "ResourceArn", "No AWS::WAFv2::LoggingConfiguration names it."
    ),
    references=References(security_hub=("WAF.11",)),
)
