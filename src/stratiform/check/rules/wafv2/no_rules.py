"""A web ACL without rules."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="A web ACL has no rules",
    why="It inspects nothing and is paid for.",
    fix="Add rules or managed rule groups, AWSManagedRulesCommonRuleSet first.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10",
    types=("AWS::WAFv2::WebACL",),
    faults=must_be_set("Rules", "Rules is {value}: nothing is inspected."),
    references=References(security_hub=("WAF.10",)),
)
