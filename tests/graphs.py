"""The graph of a template of a few lines."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stratiform.assembly import read
from stratiform.assembly.graph import Address, Graph


def graph(resources: Mapping[str, Any], **sections: Any) -> Graph:
    """The graph of a template with ``resources``: logical id -> (type, properties), or a whole resource."""
    whole = {
        name: one if isinstance(one, Mapping) else {"Type": one[0], "Properties": one[1]}
        for name, one in resources.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "template.json")
        file.write_text(json.dumps({"Resources": whole, **sections}))
        return read(file)


def address(system: Graph, name: str) -> Address:
    """The address of the one resource with this logical id."""
    return next(one for one in system.resources if one.logical_id == name)
