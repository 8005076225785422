"""Queues that only take what failed elsewhere."""

from __future__ import annotations

import re
from typing import Final

from stratiform.assembly.graph import Address, Graph, Kind

FAILURES: Final = "RedrivePolicy|DeadLetter|OnFailure"
_FAILURES: Final = re.compile(FAILURES)
# They name a queue whatever it is for.
_NEUTRAL: Final = re.compile("^AWS::(IAM|CloudWatch|KMS)::|::QueuePolicy$|^Custom::")


def failure_queues(graph: Graph) -> frozenset[Address]:
    """The queues that others name as the place for failures, and nothing uses otherwise."""
    used = {path for use in graph.uses for path in (use.resource, f"{use.resource}/Resource")}
    return frozenset(
        queue.address
        for queue in graph.of_type("AWS::SQS::Queue")
        if queue.path not in used and _takes_failures_only(graph, queue.address)
    )


def _takes_failures_only(graph: Graph, queue: Address) -> bool:
    named = [
        edge.at
        for edge in graph.into(queue)
        if edge.kind is not Kind.DEPENDS_ON and not _NEUTRAL.search(graph.resources[edge.source].type)
    ]
    return bool(named) and all(_FAILURES.search(at) for at in named)
