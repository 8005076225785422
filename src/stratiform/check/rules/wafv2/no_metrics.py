"""A web ACL or rule group that counts nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import is_false, value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import each, first, must_be_true

_AT = "VisibilityConfig.CloudWatchMetricsEnabled"


def _wrong(rule: Mapping[str, Any]) -> str | None:
    off = is_false(value(rule, _AT))
    return f"CloudWatchMetricsEnabled of the rule {rule.get('Name')} is not true." if off else None


RULE = Rule(
    title="A web ACL counts nothing",
    why="Whether a rule ever matches, and whether an attack is under way, cannot be seen or alarmed on.",
    fix="Set VisibilityConfig.CloudWatchMetricsEnabled to true, for the ACL and for each rule.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-12",
    types=("AWS::WAFv2::WebACL", "AWS::WAFv2::RuleGroup"),
    faults=first(must_be_true(_AT, "CloudWatchMetricsEnabled is {value}."), each("Rules", _wrong)),
    references=References(security_hub=("WAF.12",)),
)
