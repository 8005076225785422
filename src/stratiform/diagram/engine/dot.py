"""The layout engine in a process of its own: some graphs break an assertion of Graphviz, which ends it.

Started as a file, so that nothing of this package is loaded. Reads a JSON list of digraphs from the
standard input and writes one line of JSON for each as soon as it is laid out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pygraphviz


def main() -> None:
    """Lay out what the standard input holds."""
    for source in json.load(sys.stdin):
        print(json.dumps(_placed(source)), flush=True)


def _placed(source: str) -> dict[str, Any]:
    graph = pygraphviz.AGraph(string=source)
    graph.layout(prog="dot")
    _, _, wide, high = _numbers(graph.graph_attr["bb"])
    placed = {
        "width": wide,
        "height": high,
        "nodes": {str(node): _point(node.attr["pos"], high) for node in graph.nodes_iter()},
        "groups": dict(_groups(graph, high)),
        "edges": {
            edge.attr["id"]: _edge(edge, high)
            for edge in graph.edges_iter()
            if edge.attr["id"] and edge.attr["pos"]
        },
    }
    graph.close()
    return placed


def _groups(graph: Any, height: float) -> Iterator[tuple[str, list[float]]]:
    for inner in graph.subgraphs_iter():
        if inner.graph_attr["bb"]:
            left, bottom, right, top = _numbers(inner.graph_attr["bb"])
            yield str(inner.name).removeprefix("cluster_"), [left, height - top, right - left, top - bottom]
        yield from _groups(inner, height)


def _edge(edge: Any, height: float) -> list[Any]:
    """``e,x,y`` is the tip of the arrow, the rest the spline: one point, then three for each piece."""
    words = edge.attr["pos"].split(";")[0].split()
    tip = next((_point(word[2:], height) for word in words if word.startswith("e,")), None)
    points = [_point(word, height) for word in words if word[0] not in "es"]
    return [points, tip or points[-1], _point(edge.attr["lp"], height) if edge.attr["lp"] else None]


def _point(text: str, height: float) -> tuple[float, float]:
    """Graphviz counts from below, a screen from above."""
    x, y = _numbers(text)[:2]
    return (x, height - y)


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.split(",")]


if __name__ == "__main__":
    main()
