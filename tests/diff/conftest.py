"""Templates as dictionaries, read as the tools read them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.diff import Changes, diff

Body = Mapping[str, Any]
Compare = Callable[..., Changes]


@pytest.fixture
def graph(tmp_path: Path) -> Callable[..., Graph]:
    """``graph(resources, Outputs=...)``: the graph of a template; ``file`` names it."""
    numbers = itertools.count()

    def made(resources: Body, *, file: str = "Shop", **sections: Any) -> Graph:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        path = folder / f"{file}.json"
        path.write_text(json.dumps({"Resources": resources, **sections}))
        return read(path)

    return made


@pytest.fixture
def compare(graph: Callable[..., Graph]) -> Compare:
    """``compare(before, after)``: the changes between two templates' resources."""

    def compared(before: Body, after: Body) -> Changes:
        return diff(graph(before), graph(after))

    return compared
