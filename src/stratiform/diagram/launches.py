"""Schedules and rules that start a task: the network that they name is the task's."""

from __future__ import annotations

from typing import Final

from stratiform.assembly.graph import Address, Graph

_LAUNCHERS: Final = frozenset({"AWS::Scheduler::Schedule", "AWS::Events::Rule"})


def launched(graph: Graph, address: Address) -> tuple[Address, ...]:
    """The task definitions that ``address`` starts; empty for anything else than a schedule or a rule."""
    if graph.resources[address].type not in _LAUNCHERS:
        return ()
    found = (edge.target for edge in graph.out_of(address) if "TaskDefinition" in edge.at)
    tasks = (one for one in found if graph.resources[one].type == "AWS::ECS::TaskDefinition")
    return tuple(dict.fromkeys(tasks))
