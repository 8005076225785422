"""How fast is a picture, from the command line on? python bench/diagram.py [CORPUS]

The system has 181 resources. The peer is Graphviz's own `dot`, if it is installed, on the plainest graph
of the same resources; else reading the assembly alone, in a process of its own, in the same run. With a
corpus every assembly and template below it is drawn in all four formats: no traceback may be left.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from reading import FORBIDDEN, large, loaded, targets

from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.diagram import picture
from stratiform.diagram.html import html
from stratiform.diagram.layout import layout
from stratiform.diagram.mermaid import mermaid
from stratiform.diagram.png import png
from stratiform.diagram.svg import svg
from stratiform.errors import StratiformError

STRAT = Path(sys.executable).with_name("strat")
RUNS = 9
LIMIT_SECONDS, LIMIT_MB = 1.0, 80
# One picture in so many is rendered as PNG: it costs half a second.
EVERY = 40


def measured(*command: str | Path) -> tuple[float, float, float]:
    """Seconds, seconds of the processor, and the most megabytes that one process of a run held."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    held = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, held


def naive(graph: Graph, file: Path) -> Path:
    """Every resource a node, every reference an edge: what a first script would write."""
    edges = {(edge.source, edge.target) for edge in graph.edges}
    lines = [f'"{source}" -> "{target}"' for source, target in sorted(edges)]
    lines += [f'"{address}"' for address in graph.resources]
    file.write_text("digraph {\n" + "\n".join(lines) + "\n}\n")
    return file


def speed(folder: Path) -> bool:
    assembly = large(folder, 181)
    peers: dict[str, list[str | Path]] = {
        "reading alone": [
            sys.executable,
            "-c",
            f"from pathlib import Path; from stratiform.assembly import read; read(Path({str(assembly)!r}))",
        ]
    }
    if dot := shutil.which("dot"):
        source = naive(read(assembly), folder / "naive.dot")
        peers["dot on the plain graph"] = [dot, "-Tsvg", source, "-o", folder / "naive.svg"]
    ours = {
        name: [STRAT, "diagram", assembly, "-o", folder / f"out.{name}"]
        for name in ("mmd", "svg", "html", "png")
    }
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in (*ours, *peers)}
    for _ in range(RUNS):  # side by side, so that a busy machine is busy for all of them
        for name, command in (*ours.items(), *peers.items()):
            taken[name].append(measured(*command))
    medians = {
        name: [statistics.median(column) for column in zip(*found, strict=True)]
        for name, found in taken.items()
    }
    peer = list(peers)[-1]
    for name, (wall, processor, held) in medians.items():
        ratio = f"; {wall / medians[peer][0]:.1f} x {peer}" if name in ours else ""
        print(f"{name}: {wall:.2f} s, of the processor {processor:.2f} s, {held:.0f} MB{ratio}")
    modules = loaded(*ours["svg"][1:])
    forbidden = [name for name in FORBIDDEN if name in modules]
    print(f"loaded for SVG: {len(modules)} modules, of {', '.join(FORBIDDEN)}: {forbidden or 'none'}")
    slow = [
        name for name in ("mmd", "svg") if medians[name][0] > LIMIT_SECONDS or medians[name][2] > LIMIT_MB
    ]
    print(f"limits for mmd and svg: {LIMIT_SECONDS:.0f} s, {LIMIT_MB} MB: {slow or 'kept'}")
    return not slow and not forbidden


def survives(corpus: Path) -> bool:
    counts: Counter[str] = Counter()
    slowest = (0.0, Path())
    for target in targets(corpus):
        try:
            graph = read(target)
        except StratiformError:
            counts["not readable"] += 1
            continue
        try:
            start = time.perf_counter()
            drawn = picture(graph)
            placed = layout(drawn)
            text = svg(drawn, placed)
            slowest = max(slowest, (time.perf_counter() - start, target))
            mermaid(drawn)
            html(drawn, placed)
            if counts["drawn"] % EVERY == 0:
                png(text)
            counts["drawn"] += 1
        except Exception:
            counts["tracebacks"] += 1
            print(f"  {target}\n{traceback.format_exc()}")
    print(
        f"drawn {counts['drawn']}, not readable {counts['not readable']}, tracebacks {counts['tracebacks']}"
    )
    print(f"the slowest took {slowest[0]:.2f} s; the most held was {_peak():.0f} MB")
    return not counts["tracebacks"]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(corpus: Path | None) -> int:
    with tempfile.TemporaryDirectory() as folder:
        fine = speed(Path(folder))
    alive = corpus is None or survives(corpus)
    return int(not (fine and alive))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
