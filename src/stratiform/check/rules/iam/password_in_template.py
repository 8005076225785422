"""A password of a user that stands in the template."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATH = "LoginProfile.Password"


def _faults(user: Resource, graph: Graph) -> Fault | None:
    password = value(user, _PATH)
    if not isinstance(password, str) or password.startswith("{{resolve:"):
        return None
    return Fault("The password is written down.", at=_PATH)


RULE = Rule(
    title="A password of a user stands in the template",
    why="Whoever reads the template, its history or the deployment can sign in.",
    fix="Remove LoginProfile, or take the password from Secrets Manager by a dynamic reference.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    types=("AWS::IAM::User",),
    faults=_faults,
    references=References(guard=("IAM_USER_LOGIN_PROFILE_NO_PLAINTEXT_PASSWORD",)),
)
