"""A stack's events tell what an update did: nothing for what stayed, a creation for what is new, a deletion.

MiniStack reports every resource of an updated stack as updated, and a removed one not at all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = None
_STACKS = "services.cloudformation.stacks"

Key = tuple[str, str]
# The first event of a resource, held back until it is known what happens to it.
_held: dict[Key, Callable[[str], None]] = {}
_created: set[Key] = set()


def _telling(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def add(
        stack_id: str,
        stack_name: str,
        logical_id: str,
        resource_type: str,
        status: str,
        reason: str = "",
        physical_id: str = "",
        detailed_status: str = "",
    ) -> None:
        key = (stack_name, logical_id)
        arguments = (stack_id, stack_name, logical_id, resource_type)
        if status == "UPDATE_IN_PROGRESS" and not reason and logical_id != stack_name:
            _held[key] = lambda verb: original(*arguments, f"{verb}_IN_PROGRESS", "", physical_id)
            return
        if status == "UPDATE_COMPLETE" and key in _held:
            del _held[key]
            return
        if status.startswith("UPDATE_") and key in _created:
            _created.discard(key)
            status = status.replace("UPDATE", "CREATE", 1)
        _release(key, "UPDATE")
        original(*arguments, status, reason, physical_id, detailed_status)

    return add


def _release(key: Key, verb: str) -> bool:
    held = _held.pop(key, None)
    if held:
        held(verb)
    return held is not None


def _updating(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def update(
        resource_type: str, physical_id: str, old_props: Any, new_props: Any, stack_name: str, *rest: Any
    ) -> Any:
        if old_props != new_props and rest:
            _release((stack_name, rest[0]), "UPDATE")
        return original(resource_type, physical_id, old_props, new_props, stack_name, *rest)

    return update


def _creating(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def provision(resource_type: str, logical_id: str, props: Any, stack_name: str) -> Any:
        if _release((stack_name, logical_id), "CREATE"):
            _created.add((stack_name, logical_id))
        return original(resource_type, logical_id, props, stack_name)

    return provision


def _deleting(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def delete(
        resource_type: str,
        physical_id: str,
        props: Any,
        stack_name: str | None = None,
        logical_id: str | None = None,
    ) -> None:
        stack = private.get("services.cloudformation", "_stacks").get(stack_name) or {}
        silent = stack.get("StackStatus") == "UPDATE_IN_PROGRESS"
        place = (stack.get("StackId"), stack_name, logical_id, resource_type)
        add = private.get(_STACKS, "_add_event")
        if silent:
            add(*place, "DELETE_IN_PROGRESS", physical_id=physical_id)
        original(resource_type, physical_id, props, stack_name, logical_id)
        if silent:
            add(*place, "DELETE_COMPLETE", physical_id=physical_id)

    return delete


def install() -> None:
    """Follow every resource through an operation."""
    private.wrap(_STACKS, "_add_event", _telling)
    private.wrap("services.cloudformation.provisioners", "_update_resource", _updating)
    private.wrap("services.cloudformation.provisioners", "_provision_resource", _creating)
    private.wrap("services.cloudformation.provisioners", "_delete_resource", _deleting)
