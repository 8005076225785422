"""Whether a workload declares that it uses a resource."""

from __future__ import annotations

from stratiform.assembly.graph import Graph


def assert_uses(graph: Graph, workload: str, resource: str, access: str) -> None:
    """Fail unless the workload uses the resource with ``access`` (``read``, ``write``, ``read-write``).

    Workload and resource are construct paths, or their ends: ``Handler`` is ``local/ItemsApi/Handler``.
    """
    found = [
        use
        for use in graph.uses
        if _ends(use.workload, workload) and _ends(use.resource, resource) and use.access == access
    ]
    declared = "\n".join(f"  {use.workload} uses {use.resource}: {use.access}" for use in graph.uses)
    assert found, f"{workload} does not use {resource} for {access}. Declared:\n{declared or '  nothing'}"


def _ends(path: str, end: str) -> bool:
    return path == end or path.endswith(f"/{end}")
