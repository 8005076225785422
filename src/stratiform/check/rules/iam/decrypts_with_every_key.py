"""A policy that decrypts with every KMS key."""

from __future__ import annotations

from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.policies import PERMISSIONS, statements_of
from stratiform.check.bound import is_bound
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_DECRYPTS = ("kms:*", "kms:decrypt", "kms:decrypt*", "kms:reencrypt*", "kms:reencryptfrom")


def _is_every_key(resource: Any) -> bool:
    return resource == "*" or (isinstance(resource, str) and resource.endswith((":key/*", ":kms:*")))


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    for statement in statements_of(resource):
        if not statement.allows or is_bound(statement) or not any(map(_is_every_key, statement.resources)):
            continue
        for action in statement.actions:
            if isinstance(action, str) and action.lower() in _DECRYPTS:
                return Fault(f"{action} is allowed with every key.", at=f"{statement.at}.Resource")
    return None


RULE = Rule(
    title="A policy decrypts with every KMS key",
    why="The identity reads whatever any key of the account protects, as far as the keys leave it to IAM.",
    fix="Name the keys in the statement.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-2",
    types=PERMISSIONS,
    faults=_faults,
    references=References(security_hub=("KMS.1", "KMS.2")),
)
