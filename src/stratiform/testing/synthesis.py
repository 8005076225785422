"""A system's graph, for a test."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import stratiform.constructs  # noqa: F401  # gives the CDK its Node, before it is imported
from stratiform import assembly
from stratiform.assembly.graph import Graph

if TYPE_CHECKING:
    from aws_cdk import App


def synthesize(
    app: Path | Callable[[App], object],
    *,
    environment: str = "local",
    context: Mapping[str, str] | None = None,
) -> Graph:
    """The graph of the app in a folder, or of what a function builds in an empty app.

    A folder runs as a process of its own; a function runs in this one. The assembly stays on disk until
    this process ends. Raises as ``stratiform.synth.synthesize`` does, or what the function raises.
    """
    folder = Path(tempfile.mkdtemp(prefix="stratiform-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if isinstance(app, Path):
        from stratiform.synth import synthesize as run

        outdir = folder / "out"
        return assembly.read(
            run(app, environment=environment, context=context or {}, outdir=outdir, warm=False)
        )
    import aws_cdk as cdk

    given = {**(context or {}), "stratiform:environment": environment}
    tree = cdk.App(
        outdir=str(folder),
        context=given,
        analytics_reporting=False,
        tree_metadata=False,
        builtin_cloud_formation_validation=False,  # takes longer than the synthesis
    )
    app(tree)
    tree.synth()
    return assembly.read(folder)
