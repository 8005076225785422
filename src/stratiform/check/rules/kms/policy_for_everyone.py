"""A key that everybody may use."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.statements import statements


def _faults(key: Resource, graph: Graph) -> Fault | None:
    for statement in statements(value(key, "KeyPolicy"), "KeyPolicy"):
        if statement.allows and statement.is_for_everyone and not statement.is_bound:
            return Fault("The key policy allows its actions to everyone.", at=f"{statement.at}.Principal")
    return None


RULE = Rule(
    title="A key policy lets everybody in",
    why="Any AWS account can use the key, and so read what it protects where it gets at the data.",
    fix="Name the principals, or bind the statement with kms:CallerAccount or kms:ViaService.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5",
    types=("AWS::KMS::Key",),
    faults=_faults,
    references=References(
        security_hub=("KMS.5",),
        checkov=("CKV_AWS_33",),
        cfn_nag=("F76",),
        guard=("KMS_NO_WILDCARD_PRINCIPAL",),
    ),
)
