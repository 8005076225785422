"""A subscription that delivers over plain HTTP."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="A topic delivers to a subscriber over plain HTTP",
    why="Messages can be read and changed on the way.",
    fix="Deliver to an https endpoint.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
    types=("AWS::SNS::Subscription",),
    faults=none_of("Protocol", ("http",), "Protocol is {value}: messages travel in the open."),
)
