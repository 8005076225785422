"""A key that opens the data of many systems."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.rule import Fault, Pillar, Rule, Severity

_MANY = 3
_POLICIES = (
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::KMS::Key",
)


def _encrypted(key: Resource, graph: Graph) -> dict[str, Resource]:
    """One resource of each stack whose data the key encrypts."""
    found: dict[str, Resource] = {}
    for edge in graph.into(key.address):
        source = graph.resources[edge.source]
        if source.type not in _POLICIES and edge.at != "DependsOn":
            found.setdefault(source.address.stack, source)
    return found


def _applies(key: Resource, graph: Graph) -> bool:
    return bool(_encrypted(key, graph))


def _faults(key: Resource, graph: Graph) -> Fault | None:
    stacks = _encrypted(key, graph)
    if len(stacks) < _MANY:
        return None
    return Fault(
        f"It encrypts data of {len(stacks)} stacks: {', '.join(sorted(stacks))}.",
        evidence=tuple(resource.address for resource in stacks.values()),
    )


RULE = Rule(
    title="One key encrypts the data of many stacks",
    why="Who may use it for one system can read the others, and it cannot be closed for one alone.",
    fix="Give each system a key of its own, with a key policy of its own.",
    pillar=Pillar.SECURITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_protect_data_rest_key_mgmt.html",
    types=("AWS::KMS::Key",),
    applies=_applies,
    faults=_faults,
)
