"""The layout engine: Graphviz's dot, in process, through the wheel ``pygraphviz``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.diagram.rectangle import Point, Rectangle
from stratiform.errors import MissingPart


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


def place(source: str) -> Placed:
    """Lay out a digraph. Raises MissingPart where the engine is not installed."""
    try:
        import pygraphviz
    except ImportError as error:
        raise MissingPart(
            f"Graphviz cannot be loaded: {error}", fix="Install pygraphviz, or write Mermaid: -o FILE.mmd."
        ) from None
    graph = pygraphviz.AGraph(string=source)
    try:
        graph.layout(prog="dot")
        _, _, wide, high = _numbers(graph.graph_attr["bb"])
        return Placed(
            width=wide,
            height=high,
            nodes={str(node): _point(node.attr["pos"], high) for node in graph.nodes_iter()},
            groups=dict(_groups(graph, high)),
            edges={
                edge.attr["id"]: _edge(edge, high)
                for edge in graph.edges_iter()
                if edge.attr["id"] and edge.attr["pos"]
            },
        )
    finally:
        graph.close()


def _groups(graph: Any, height: float) -> Iterator[tuple[str, Rectangle]]:
    for inner in graph.subgraphs_iter():
        if inner.graph_attr["bb"]:
            left, bottom, right, top = _numbers(inner.graph_attr["bb"])
            name = str(inner.name).removeprefix("cluster_")
            yield name, Rectangle(left, height - top, right - left, top - bottom)
        yield from _groups(inner, height)


def _edge(edge: Any, height: float) -> Edge:
    """``e,x,y`` is the tip of the arrow, the rest the spline: one point, then three for each piece."""
    words = edge.attr["pos"].split(";")[0].split()
    tip = next((_point(word[2:], height) for word in words if word.startswith("e,")), None)
    points = tuple(_point(word, height) for word in words if word[0] not in "es")
    return Edge(points, tip or points[-1], _point(edge.attr["lp"], height) if edge.attr["lp"] else None)


def _point(text: str, height: float) -> Point:
    """Graphviz counts from below, a screen from above."""
    x, y = _numbers(text)[:2]
    return (x, height - y)


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.split(",")]
