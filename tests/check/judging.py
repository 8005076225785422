"""Helpers of the rules' tests: a graph from a few lines, and what a rule says of it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.check.catalogue import catalogue


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


def failing(rule_id: str, resources: Mapping[str, Any] | Graph, **sections: Any) -> dict[str, str]:
    """Logical id -> what the rule says, for every subject with a fault."""
    system = resources if isinstance(resources, Graph) else graph(resources, **sections)
    rule = catalogue()[rule_id]
    found = {
        resource.address.logical_id: rule.faults(resource, system)
        for resource in system.of_type(*rule.types)
        if rule.applies(resource, system)
    }
    return {name: fault.says for name, fault in found.items() if fault}


def judged(rule_id: str, type_: str, properties: Mapping[str, Any]) -> bool:
    """Whether the rule finds a fault in one resource that stands alone."""
    return bool(failing(rule_id, {"Subject": (type_, properties)}))
