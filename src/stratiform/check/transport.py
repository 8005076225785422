"""Policies that refuse requests without TLS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.policies import Statement, statements
from stratiform.assembly.properties import is_false, is_unknown, items, value
from stratiform.check.rule import Fault
from stratiform.check.shapes import Faults

_REFUSING = {"Effect": "Deny", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}


def refuses_plain_http(policy: Resource, also: Callable[[Statement], bool] = lambda statement: True) -> bool:
    """Whether a statement of ``policy`` denies everyone where aws:SecureTransport is false, or may do so.

    Only statements count of which ``also`` holds.
    """
    document = value(policy, "PolicyDocument")
    if is_unknown(document):
        return True
    written = document.get("Statement") if isinstance(document, Mapping) else None
    if is_unknown(written) or any(map(is_unknown, items(written))):
        return True
    found = statements(document, "PolicyDocument")
    return any(denies_plain_http(_at_best(one)) and also(one) for one in found)


def _at_best(statement: Statement) -> Statement:
    """The statement, refusing where it is not known what it says."""
    best = {name: one for name, one in _REFUSING.items() if is_unknown(statement.body.get(name))}
    tests = [wanted for _, wanted in statement.tests("aws:SecureTransport")]
    values = [one for wanted in tests for one in ([wanted] if is_unknown(wanted) else items(wanted))]
    if statement.has_unknown_condition or any(map(is_unknown, values)):
        best["Condition"] = _REFUSING["Condition"]
    return replace(statement, body={**statement.body, **best})


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
