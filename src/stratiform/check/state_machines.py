"""What a state machine does: the tasks of its definition, in every form a template can write it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import items

Task = Mapping[str, Any]


def tasks(machine: Resource) -> Iterator[tuple[str, Task]]:
    """Every Task state by name, in branches and iterations too; none where the definition is not known."""
    definition = machine.properties.get("Definition")
    if definition is None:
        definition = _parsed(machine.properties.get("DefinitionString"))
    yield from _tasks(definition)


def _tasks(definition: Any) -> Iterator[tuple[str, Task]]:
    states = definition.get("States") if isinstance(definition, Mapping) else None
    for name, state in states.items() if isinstance(states, Mapping) else ():
        if not isinstance(state, Mapping):
            continue
        if state.get("Type") == "Task":
            yield str(name), state
        for below in (*items(state.get("Branches")), state.get("Iterator"), state.get("ItemProcessor")):
            yield from _tasks(below)


def _parsed(text: Any) -> Any:
    """The definition in ``text``, in which what only a deployment knows is a placeholder."""
    if isinstance(text, Mapping) and len(text) == 1:
        ((function, argument),) = text.items()
        if function == "Fn::Join" and isinstance(argument, list) and len(argument) == 2:
            separator, parts = argument
            known = [part if isinstance(part, str) else "unknown" for part in items(parts)]
            text = separator.join(known) if isinstance(separator, str) else None
        elif function == "Fn::Sub":
            text = argument[0] if isinstance(argument, list) and argument else argument
    try:
        return json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
