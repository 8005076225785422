"""One property, and when its value is the dangerous one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_true, is_unknown
from stratiform.diff.changes import Concern, Topic


@dataclass(frozen=True)
class Switch:
    """A property of some types, or of every type that has it where ``types`` is empty.

    ``bad`` tells whether a value (None where it is absent) is the dangerous state. ``says`` is the sentence
    about the way there, ``back`` about the way out. ``on_new`` tells whether a new resource in that state is
    worth a word.
    """

    path: str
    bad: Callable[[Any], bool]
    says: str
    back: str
    types: tuple[str, ...] = ()
    on_new: bool = False


def value(properties: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, None where it is absent; an intrinsic on the way is the answer.

    A list on the way gives the list of its items' values.
    """
    found: Any = properties
    names = path.split(".")
    for index, name in enumerate(names):
        if isinstance(found, list):
            return [value(item, ".".join(names[index:])) for item in found if isinstance(item, Mapping)]
        if is_unknown(found) or not isinstance(found, Mapping):
            return found if is_unknown(found) else None
        found = found.get(name)
    return found


def compared(
    topic: Topic, switches: Iterable[Switch], old: Resource | None, new: Resource
) -> Iterator[Concern]:
    """What the switches say of one resource; ``old`` is None where it is new."""
    if old is not None and old.properties == new.properties:
        return
    for switch in switches:
        if switch.types and new.type not in switch.types:
            continue
        will = value(new.properties, switch.path)
        was = value(old.properties, switch.path) if old else None
        if will == was and old is not None:
            continue
        if not switch.types and will is None and was is None:
            continue
        if is_unknown(will) or is_unknown(was):
            continue
        worse = switch.bad(will) and (switch.on_new if old is None else not switch.bad(was))
        better = old is not None and switch.bad(was) and not switch.bad(will)
        if worse or better:
            says = switch.says if worse else switch.back
            yield Concern(topic, worse, new, says, f"Properties.{switch.path}")


def any_on(found: Any) -> bool:
    """Whether one of several says ``true``."""
    return isinstance(found, list) and any(is_true(one) for one in found)


def is_off(found: Any) -> bool:
    """Absent or ``false``."""
    return not is_true(found)
