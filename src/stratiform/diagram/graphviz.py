"""The layout engine: Graphviz's dot through the wheel ``pygraphviz``, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from stratiform.diagram.rectangle import Point, Rectangle
from stratiform.errors import MissingPart

ENGINE: Final = Path(__file__).parent / "engine" / "dot.py"
# What is not laid out by then is left out; a picture of a hundred nodes takes a tenth of a second.
LIMIT_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Edge:
    """A spline as in the layout; ``label`` is the centre of its label."""

    points: tuple[Point, ...]
    tip: Point
    label: Point | None


@dataclass(frozen=True)
class Placed:
    """Positions in points of 1/72 inch, which are pixels here; a node's is its centre."""

    width: float
    height: float
    nodes: Mapping[str, Point]
    groups: Mapping[str, Rectangle]
    edges: Mapping[str, Edge]


def place(sources: Sequence[str]) -> Iterator[tuple[str, Placed]]:
    """The layout of each digraph, but for those at which the engine ends. Raises MissingPart."""
    if find_spec("pygraphviz") is None:
        raise MissingPart(
            "Graphviz is not installed.", fix="pip install pygraphviz, or write Mermaid: -o FILE.mmd."
        )
    waiting = list(sources)
    while waiting:
        placed, in_time = _run(waiting)
        yield from zip(waiting, placed, strict=False)
        waiting = waiting[len(placed) + 1 :] if in_time else []


def _run(sources: Sequence[str]) -> tuple[list[Placed], bool]:
    """What one process laid out before it ended, and whether that was in time."""
    try:
        done = subprocess.run(
            [sys.executable, ENGINE],
            input=json.dumps(sources).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LIMIT_SECONDS,
        )
        written, in_time = done.stdout, True
    except subprocess.TimeoutExpired as late:
        written, in_time = late.stdout or b"", False
    whole = written[: written.rfind(b"\n") + 1]
    return [_read(json.loads(line)) for line in whole.splitlines()], in_time


def _read(placed: Mapping[str, Any]) -> Placed:
    return Placed(
        width=placed["width"],
        height=placed["height"],
        nodes={id_: (x, y) for id_, (x, y) in placed["nodes"].items()},
        groups={id_: Rectangle(*place) for id_, place in placed["groups"].items()},
        edges={
            id_: Edge(
                tuple((x, y) for x, y in points), (tip[0], tip[1]), (label[0], label[1]) if label else None
            )
            for id_, (points, tip, label) in placed["edges"].items()
        },
    )
