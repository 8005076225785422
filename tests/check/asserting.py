"""Helpers of the assertions' tests: one assertion, as a matrix file gives it, on a small system."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphs import graph
from stratiform.assembly.graph import Graph
from stratiform.check.matrix import Row, evaluate, load


def answer(
    assertion: str, given: Mapping[str, Any], resources: Mapping[str, Any] | Graph, **sections: Any
) -> Row:
    """The row of a matrix with this assertion alone."""
    system = resources if isinstance(resources, Graph) else graph(resources, **sections)
    matrix = {"constraints": {"one": {"title": "One", "assert": [{assertion: given}]}}}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "matrix.yaml")
        file.write_text(json.dumps(matrix))
        (row,) = evaluate(load(file), system).rows
    return row


def verdict(assertion: str, given: Mapping[str, Any], resources: Mapping[str, Any], **sections: Any) -> str:
    """PASS, FAIL or NOT-APPLICABLE."""
    return answer(assertion, given, resources, **sections).verdict


def shown(row: Row) -> list[str]:
    """The logical ids of a row's evidence."""
    return [address.logical_id for address in row.evidence]
