"""A queue or a topic whose key a service that sends to it may not use."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.delivery import QUEUE, TOPIC
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.senders import may_use, senders


def _applies(target: Resource, graph: Graph) -> bool:
    key = value(target, "KmsMasterKeyId")
    known = key is not None and (not is_unknown(key) or any(targets(graph, target, "KmsMasterKeyId")))
    return known and any(True for _ in senders(graph, target))


def _faults(target: Resource, graph: Graph) -> Fault | None:
    for by, service in senders(graph, target):
        if not may_use(graph, target, service):
            keys = tuple(key.address for key in targets(graph, target, "KmsMasterKeyId"))
            return Fault(
                f"{service} sends here for {by.address.logical_id}, and the key does not let it encrypt.",
                at="KmsMasterKeyId",
                evidence=(by.address, *keys),
            )
    return None


RULE = Rule(
    title="The key of a queue or topic shuts out a service that sends to it",
    why="Every delivery fails without an error that anybody sees: no message, no alarm.",
    fix="Use a key of your own, and let the service kms:GenerateDataKey and kms:Decrypt in its key policy.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    types=(QUEUE, TOPIC),
    applies=_applies,
    faults=_faults,
)
