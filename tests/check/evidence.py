"""What a rule says of a small system, with the resources that prove it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphs import graph
from stratiform.assembly.graph import Graph
from stratiform.check.catalogue import catalogue
from stratiform.check.judgement import judge
from stratiform.check.rule import Fault


def faults(rule_id: str, resources: Mapping[str, Any] | Graph, **sections: Any) -> dict[str, Fault]:
    """Logical id -> fault, for every subject that has one. A rule that raises fails the test."""
    system = resources if isinstance(resources, Graph) else graph(resources, **sections)
    judgement = judge(catalogue()[rule_id], system)
    for failure in judgement.broken.values():
        raise failure
    return {address.logical_id: fault for address, fault in judgement.faults.items()}


def proof(rule_id: str, resources: Mapping[str, Any] | Graph, **sections: Any) -> dict[str, list[str]]:
    """Logical id -> the logical ids of the evidence, in order, for every subject with a fault."""
    found = faults(rule_id, resources, **sections)
    return {name: [address.logical_id for address in fault.evidence] for name, fault in found.items()}


def subjects(rule_id: str, resources: Mapping[str, Any] | Graph, **sections: Any) -> list[str]:
    """The logical ids of what the rule judges."""
    system = resources if isinstance(resources, Graph) else graph(resources, **sections)
    return [address.logical_id for address in judge(catalogue()[rule_id], system).subjects]
