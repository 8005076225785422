"""What one rule says of a whole graph: which resources it judged, and which of them failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stratiform.assembly.graph import Address, Graph
from stratiform.check.rule import Fault, Rule


@dataclass(frozen=True)
class Judgement:
    """``subjects`` in template order; ``faults`` has those of them that failed.

    ``broken`` has the resources that the rule could not judge because it raised, with the exception. That is
    a bug of the rule: such a resource neither passed nor failed.
    """

    subjects: tuple[Address, ...]
    faults: Mapping[Address, Fault]
    broken: Mapping[Address, Exception] = field(default_factory=dict)


def judge(rule: Rule, graph: Graph) -> Judgement:
    """The rule's verdict on every resource of its types. Never raises."""
    subjects: list[Address] = []
    faults: dict[Address, Fault] = {}
    broken: dict[Address, Exception] = {}
    for resource in graph.of_type(*rule.types):
        try:
            if rule.applies(resource, graph):
                subjects.append(resource.address)
                if fault := rule.faults(resource, graph):
                    faults[resource.address] = fault
        except Exception as failure:
            broken[resource.address] = failure
    return Judgement(tuple(subjects), faults, broken)
