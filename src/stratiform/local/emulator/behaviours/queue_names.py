"""A name that SQS refuses is refused: its characters, its length, and `.fifo` on a FIFO queue alone.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None

_SQS = "services.sqs"
_LONGEST = 80
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_SUFFIX = ".fifo"
_STANDARD_RULE = "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
_FIFO_RULE = (
    "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end"
    " with .fifo suffix and be 1 to 80 in length."
)


def install() -> None:
    """Look at names before queues are made, by the API or by a template."""
    handlers = private.get(_SQS, "_HANDLERS")
    handlers["CreateQueue"] = _creating(handlers["CreateQueue"])
    private.wrap("services.cloudformation.provisioners", "_sqs_queue_name", _naming)


def problem(name: str, *, is_fifo: bool) -> str | None:
    """What SQS says to ``name``; None where it takes it."""
    stem = name.removesuffix(_SUFFIX) if is_fifo else name
    well = _NAME.fullmatch(stem) and len(name) <= _LONGEST and name.endswith(_SUFFIX) == is_fifo
    return None if well else (_FIFO_RULE if is_fifo else _STANDARD_RULE)


def _creating(original: Callable[[dict[str, Any], str], Any]) -> Callable[[dict[str, Any], str], Any]:
    def create(data: dict[str, Any], url: str) -> Any:
        if name := data.get("QueueName"):
            fifo = (data.get("Attributes") or {}).get("FifoQueue")
            _check(name, is_fifo=str(fifo).lower() == "true")
        return original(data, url)

    return create


def _naming(original: Callable[..., tuple[str, bool]]) -> Callable[..., tuple[str, bool]]:
    def name_of(*arguments: Any) -> tuple[str, bool]:
        name, is_fifo = original(*arguments)
        _check(name, is_fifo=is_fifo)
        return name, is_fifo

    return name_of


def _check(name: str, *, is_fifo: bool) -> None:
    if (found := problem(name, is_fifo=is_fifo)) is not None:
        raise private.get(_SQS, "_Err")("InvalidParameterValue", found)
