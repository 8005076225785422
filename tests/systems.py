"""Small systems, synthesized in this process, and their parts by construct path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.settings import Settings
from stratiform.testing import synthesize
from stratiform.tiers import DEV, Tier

SETTINGS = Settings(project="shop", folder=Path("/nowhere"), owner="team-a", cost_center="42")


def system(build: Callable[[Any], object], tier: Tier = DEV, **settings: Any) -> Graph:
    """The graph of the stack ``Main`` in the environment ``local`` with ``tier``; ``build`` fills it."""
    import dataclasses

    import aws_cdk as cdk

    from stratiform.constructs import Environment

    def app(root: cdk.App) -> None:
        chosen = dataclasses.replace(SETTINGS, **settings)
        build(cdk.Stack(Environment(root, settings=chosen, tier=tier), "Main"))

    return synthesize(app)


def stack() -> Any:
    """An empty stack in an environment, for what fails before a synthesis."""
    import aws_cdk as cdk

    from stratiform.constructs import Environment

    return cdk.Stack(Environment(cdk.App(), settings=SETTINGS), "Main")


def part(graph: Graph, path: str) -> Resource:
    """The resource at ``local/Main/<path>``."""
    found = graph.at(f"local/Main/{path}")
    assert found is not None, f"{path} is not among {sorted(r.path for r in graph.resources.values())}"
    return found


def statements(graph: Graph, path: str) -> Iterator[tuple[str, set[str], Any]]:
    """Effect, actions and resource of every statement of the policy at ``path``."""
    for statement in part(graph, path).properties["PolicyDocument"]["Statement"]:
        actions = statement["Action"]
        yield (
            statement["Effect"],
            {actions} if isinstance(actions, str) else set(actions),
            statement["Resource"],
        )


def source(folder: Path, text: str = "def handle(event, context): ...\n") -> Path:
    """A folder with a handler."""
    code = folder / "code"
    code.mkdir(exist_ok=True)
    (code / "handler.py").write_text(text)
    return code
