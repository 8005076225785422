"""Policies that refuse requests without TLS."""

from __future__ import annotations

from stratiform.assembly.graph import Resource
from stratiform.check.properties import is_false, is_unknown, items, value
from stratiform.check.statements import Statement, statements


def refuses_plain_http(policy: Resource) -> bool:
    """Whether a statement of ``policy`` denies everyone where aws:SecureTransport is false, or may do so."""
    document = value(policy, "PolicyDocument")
    return is_unknown(document) or any(map(denies_plain_http, statements(document, "PolicyDocument")))


def denies_plain_http(statement: Statement) -> bool:
    """Whether ``statement`` denies its actions to everyone where aws:SecureTransport is false."""
    return (
        statement.denies
        and statement.is_for_everyone
        and any(
            key == "aws:securetransport"
            and operator.startswith("Bool")
            and any(one is not None and is_false(one) for one in items(wanted))
            for operator, key, wanted in statement.conditions
        )
    )
