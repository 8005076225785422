"""A parameter that holds a secret as plain text."""

from __future__ import annotations

import re

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.literals import is_literal_secret
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_NAMED = re.compile(r"passw(or)?d|secret|token|api[-_]?key|private[-_]?key|credential", re.IGNORECASE)
_KEY = re.compile(r"\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----")
_PLACEHOLDER = re.compile(r"\$\{|EXAMPLE")
_POINTS = ("arn:", "http://", "https://", "/")


def _faults(parameter: Resource, graph: Graph) -> Fault | None:
    name, held = value(parameter, "Name", parameter.address.logical_id), value(parameter, "Value")
    if not is_literal_secret(held) or not isinstance(name, str) or _PLACEHOLDER.search(held):
        return None
    if _KEY.search(held) or (_NAMED.search(name) and not held.startswith(_POINTS)):
        return Fault(f"{name} is of type String and holds the value itself.", at="Value")
    return None


RULE = Rule(
    title="A secret is kept in a plain parameter",
    why=(
        "Everybody who may read parameters reads it, and it stands in the template and the stack's history."
    ),
    fix="Keep it in Secrets Manager, or create a SecureString outside the template.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html",
    types=("AWS::SSM::Parameter",),
    faults=_faults,
    references=References(checkov=("CKV_AWS_384",)),
)
