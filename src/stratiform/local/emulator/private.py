"""The one way into MiniStack. No name of it is public API, so each is asserted at start.

``get`` and ``wrap`` refuse a name that ``ministack_names`` does not list.
"""

from __future__ import annotations

import functools
import importlib
import importlib.metadata
import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stratiform.errors import EmulatorFailed
from stratiform.local.emulator.ministack_names import USED

VERSION = "1.5.33"


@dataclass(frozen=True)
class Name:
    """``attribute`` of ``ministack.<module>``; a function also with its parameters in order."""

    module: str
    attribute: str
    parameters: tuple[str, ...] | None = None

    def __str__(self) -> str:
        return f"ministack.{self.module}.{self.attribute}"


def _read(text: str) -> tuple[Name, ...]:
    return tuple(_name(line) for line in text.strip().replace("\n    ", " ").splitlines())


def _name(line: str) -> Name:
    match = re.fullmatch(r"([\w.]+): ([\w.]+)(?:\(([^)]*)\))?", line)
    assert match, f"ministack_names.py has a line that is not 'module: attribute(parameters)': {line}"
    parameters = None if match[3] is None else tuple(re.findall(r"\w+", match[3]))
    return Name(match[1], match[2], parameters)


NAMES: tuple[Name, ...] = _read(USED)

_BY_PLACE = {(name.module, name.attribute): name for name in NAMES}
_compared: set[Name] = set()
"""Names whose parameters were seen to be right: comparing takes eight times as long as finding."""


def get(module: str, attribute: str) -> Any:
    """The object at ``ministack.<module>.<attribute>``; a dotted attribute is walked.

    Raises EmulatorFailed when the name is not listed, or no longer what it was.
    """
    name = _BY_PLACE.get((module, attribute))
    if name is None:
        raise _changed(f"ministack.{module}.{attribute} is used but not listed in ministack_names.py")
    return _resolve(name)


def wrap(module: str, attribute: str, wrapper: Callable[[Any], Any]) -> None:
    """Replace a function by ``wrapper(function)``, also where other modules imported it by name."""
    original = get(module, attribute)
    replacement = functools.update_wrapper(wrapper(original), original)
    replace(module, attribute, replacement)
    last = attribute.rsplit(".", 1)[-1]
    for name, loaded in list(sys.modules.items()):
        if name.startswith("ministack.") and vars(loaded).get(last) is original:
            setattr(loaded, last, replacement)


def replace(module: str, attribute: str, value: Any) -> None:
    """Put ``value`` at ``ministack.<module>.<attribute>``, there alone."""
    get(module, attribute)
    *owner, last = attribute.split(".")
    target: Any = importlib.import_module(f"ministack.{module}")
    for part in owner:
        target = getattr(target, part)
    setattr(target, last, value)


def verify() -> None:
    """Assert the version and every name. Raises EmulatorFailed with one sentence that says what changed."""
    version = importlib.metadata.version("ministack")
    if version != VERSION:
        raise _changed(f"MiniStack is {version}, and Stratiform is made for {VERSION}")
    for name in NAMES:
        _resolve(name)


def _resolve(name: Name) -> Any:
    try:
        found: Any = importlib.import_module(f"ministack.{name.module}")
        for part in name.attribute.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        raise _changed(f"MiniStack has no {name} any more ({error})") from error
    if name.parameters is not None and name not in _compared:
        seen = tuple(inspect.signature(found).parameters)
        if seen != name.parameters:
            raise _changed(
                f"{name} takes ({', '.join(seen)}), and Stratiform calls it with"
                f" ({', '.join(name.parameters)})"
            )
        _compared.add(name)
    return found


def _changed(what: str) -> EmulatorFailed:
    return EmulatorFailed(what, fix=f"Install ministack=={VERSION}, the version Stratiform is tested with.")
