"""Policies that refuse requests without TLS."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.policies import Statement, statements
from stratiform.assembly.properties import is_false, is_unknown, items, value
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults


def refuses_plain_http(policy: Resource) -> bool:
    """Whether a statement of ``policy`` denies everyone where aws:SecureTransport is false, or may do so."""
    document = value(policy, "PolicyDocument")
    return is_unknown(document) or any(map(denies_plain_http, statements(document, "PolicyDocument")))


def must_refuse_plain_http(noun: str, policy: str, path: str) -> Faults:
    """A fault where no ``policy``, a type that names the subject at ``path``, refuses plain HTTP."""

    def faults(resource: Resource, graph: Graph) -> Fault | None:
        policies = list(sources(graph, resource, policy, path))
        if any(map(refuses_plain_http, policies)):
            return None
        what = (
            f"No policy of the {noun} denies" if policies else f"The {noun} has no policy, so nothing refuses"
        )
        return Fault(f"{what} requests where aws:SecureTransport is false.")

    return faults


def denies_plain_http(statement: Statement) -> bool:
    """Whether ``statement`` denies its actions to everyone where aws:SecureTransport is false."""
    return (
        statement.denies
        and statement.is_for_everyone
        and any(
            operator.startswith("Bool") and any(one is not None and is_false(one) for one in items(wanted))
            for operator, wanted in statement.tests("aws:SecureTransport")
        )
    )
