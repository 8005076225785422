"""A role that another account may assume without a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.permissions import ROLE
from stratiform.assembly.policies import Statement, trust
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_ACCOUNT = re.compile(r"^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)")


def _foreign(role: Resource, graph: Graph) -> Iterator[tuple[Statement, str]]:
    """Statements that trust an account, with the account, where it is none of this definition's."""
    own = {stack.account for stack in graph.stacks.values()}
    for statement in trust(role):
        for kind, principal in statement.principals if statement.allows else ():
            found = _ACCOUNT.match(principal) if kind == "AWS" and isinstance(principal, str) else None
            # Without an account of its own, a definition may be for the very account it names.
            if found and None not in own and found[1] not in own:
                yield statement, found[1]


def _applies(role: Resource, graph: Graph) -> bool:
    return any(True for _ in _foreign(role, graph))


def _faults(role: Resource, graph: Graph) -> Fault | None:
    for statement, account in _foreign(role, graph):
        if not statement.body.get("Condition"):
            return Fault(f"The account {account} may assume it, without a condition.", at=statement.at)
    return None


RULE = Rule(
    title="Another account may assume a role without a condition",
    why="A service of that account can be made to act here for somebody else: the confused deputy.",
    fix="Add a Condition: sts:ExternalId for a partner, aws:PrincipalOrgID for an account of one's own.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    types=(ROLE,),
    applies=_applies,
    faults=_faults,
)
