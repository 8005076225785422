"""Policies of identities for the tests of rules."""

from __future__ import annotations


def allowing(
    action: object, resource: object, condition: object = None, effect: str = "Allow"
) -> dict[str, object]:
    """The properties of a policy with one statement."""
    statement = {"Effect": effect, "Action": action, "Resource": resource}
    if condition:
        statement["Condition"] = condition
    return {"PolicyDocument": {"Statement": [statement]}}
