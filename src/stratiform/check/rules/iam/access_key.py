"""A key pair that stays valid until somebody removes it."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _faults(key: Resource, graph: Graph) -> Fault | None:
    if may_be(value(key, "Status"), "Inactive"):
        return None
    return Fault("The access key has no end.")


RULE = Rule(
    title="A template makes a long-lived access key",
    why=(
        "Its secret stands in the stack and in whatever reads it; a copy works until the key is "
        "deleted by hand."
    ),
    fix="Let workloads assume roles, and people sign in through IAM Identity Center.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types=("AWS::IAM::AccessKey",),
    faults=_faults,
)
