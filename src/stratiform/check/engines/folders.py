"""Where engines that ran during the synthesis left their reports."""

from __future__ import annotations

from pathlib import Path

from stratiform.assembly.graph import Graph


def folders(graph: Graph) -> tuple[Path, ...]:
    """The assembly's folders, the outermost first: a stage's folder lies in the app's."""
    found: set[Path] = set()
    for stack in graph.stacks.values():
        folder = stack.template.absolute().parent
        while (folder / "manifest.json").is_file():
            found.add(folder)
            folder = folder.parent
    return tuple(sorted(found))
