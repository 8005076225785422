"""The functions that take messages from a queue, and their times in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import number, value
from stratiform.check.delivery import SAM_FUNCTION, Trigger, out_of
from stratiform.check.event_sources import MAPPING
from stratiform.check.placement import FUNCTIONS

# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html
_VISIBILITY = 30
# https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
_TIMEOUT = 3


@dataclass(frozen=True)
class Consumer:
    """A function, and the mapping that gives it messages."""

    function: Resource
    trigger: Trigger

    @property
    def timeout(self) -> float | None:
        """How long the function may run."""
        return timeout_of(self.function)

    @property
    def window(self) -> float:
        """How long the mapping may gather messages before the function starts."""
        return number(value(self.trigger.settings or {}, "MaximumBatchingWindowInSeconds", 0)) or 0


def timeout_of(function: Resource) -> float | None:
    """How long a function may run; None where that is not known."""
    return number(value(function, "Timeout", _TIMEOUT))


def consumers(graph: Graph, queue: Resource) -> tuple[Consumer, ...]:
    """The functions that get messages of a queue by an event source mapping, or by SAM's word for one."""
    return tuple(
        Consumer(graph.resources[one.target], one)
        for one in out_of(graph, queue)
        if graph.resources[one.by].type in (MAPPING, SAM_FUNCTION)
        and graph.resources[one.target].type in FUNCTIONS
    )


def visibility(queue: Resource) -> float | None:
    """How long the queue hides a message that was taken; None where that is not known."""
    return number(value(queue, "VisibilityTimeout", _VISIBILITY))
