"""What a rule says of a system of a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs import graph
from stratiform.assembly.graph import Graph
from stratiform.check.catalogue import catalogue


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
