"""Answers about a whole graph, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from stratiform.assembly.graph import Graph

Answer = TypeVar("Answer")


def once(question: Callable[[Graph], Answer]) -> Callable[[Graph], Answer]:
    """``question`` with its answer kept in the graph's own dictionary, so it ends when the graph does.

    A graph is frozen, so an answer stays right; it is not hashable, so a cache of functools cannot keep it.
    """
    key = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answer(graph: Graph) -> Answer:
        kept: dict[str, Any] = vars(graph)
        if key not in kept:
            kept[key] = question(graph)
        found: Answer = kept[key]
        return found

    return answer
