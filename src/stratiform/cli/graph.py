"""The graph that a reading command is about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stratiform.assembly.graph import Graph


def graph_of(app: Path, environment: str, context: Mapping[str, str], *, traces: bool = False) -> Graph:
    """The graph of a cdk.out folder, of a template file, or of an app, which is synthesized first.

    With ``traces``, the resources of a Python app have the lines of the app that created them.

    Raises NotAnApp, and what `assembly.read` and `synth.run` raise.
    """
    from stratiform.assembly import read
    from stratiform.local.source import Kind, source

    found = source(app)
    if found.kind is not Kind.APP:
        return read(found.path)
    from stratiform.cli.waiting import waiting
    from stratiform.synth import run

    with waiting(f"Synthesizing {found.path.resolve().name}"):
        done = run(found.path, environment=environment, context=context, traces=traces)
    return read(done.assembly)
