"""A user pool that accepts weak passwords."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity
from stratiform.check.shapes import at_least, first, must_be_true

_AT = "Policies.PasswordPolicy"
_LENGTH = at_least(
    f"{_AT}.MinimumLength", 8, "MinimumLength is {value}: eight characters are asked for.", default=8
)
_KINDS = [
    must_be_true(f"{_AT}.{name}", f"{name} is {{value}}.")
    for name in ("RequireLowercase", "RequireUppercase", "RequireNumbers", "RequireSymbols")
]


def _faults(pool: Resource, graph: Graph) -> Fault | None:
    return None if value(pool, _AT) is None else first(_LENGTH, *_KINDS)(pool, graph)


RULE = Rule(
    title="A user pool accepts weak passwords",
    why="Short and simple passwords are guessed.",
    fix=(
        "Ask for at least 8 characters with upper and lower case, numbers and symbols in "
        "Policies.PasswordPolicy, or remove the policy: Cognito's own asks for that."
    ),
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-3",
    types=("AWS::Cognito::UserPool",),
    faults=_faults,
    references=References(security_hub=("Cognito.3",), cdk_nag=("AwsSolutions-COG1",)),
)
