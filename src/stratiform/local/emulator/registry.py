"""Finds every resource type and behaviour in the two folders and puts it into MiniStack."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from stratiform.local.capabilities import Capabilities, Difference
from stratiform.local.emulator import behaviours, private, resources
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

_PROVISIONERS = "services.cloudformation.provisioners"
_on_worker_thread: set[str] = set()


def install() -> Capabilities:
    """Register every resource type, then install every behaviour, each in name order.

    Raises EmulatorFailed when MiniStack is not what ministack_names says.
    """
    private.verify()
    private.wrap("services.cloudformation.stacks", "_runs_on_worker_thread", _also_ours)
    differences: list[Difference] = []
    for module in _modules(resources):
        for resource_type in module.RESOURCES:
            register(resource_type)
            if resource_type.explain:
                differences.append(Difference(resource_type.type, resource_type.explain))
    for module in _modules(behaviours):
        module.install()
        if module.EXPLAIN:
            differences.append(
                Difference(module.__name__.rsplit(".", 1)[-1].replace("_", " "), module.EXPLAIN)
            )
    return Capabilities(frozenset(_handlers()), tuple(differences))


def register(resource_type: ResourceType) -> None:
    """Make CloudFormation provision ``resource_type`` with our functions."""

    def update(physical_id: str, old: Properties, new: Properties, stack: str, logical_id: str) -> Created:
        if resource_type.update is not None:
            return resource_type.update(physical_id, old, new, stack)
        replace = private.get(_PROVISIONERS, "_replace_resource")
        replaced: Created = replace(resource_type.type, physical_id, old, new, stack, logical_id)
        return replaced

    _handlers()[resource_type.type] = {
        "create": resource_type.create,
        "update": update,
        "update_with_logical_id": True,
        "delete": resource_type.delete,
    }
    if resource_type.replaced_by:
        private.get(_PROVISIONERS, "_REPLACING_PROPERTIES")[resource_type.type] = resource_type.replaced_by
    _on_worker_thread.add(resource_type.type)


def extend(type_: str, operation: str, wrapper: Callable[[Any], Any], *, calls_back: bool = False) -> None:
    """Replace ``create``, ``update`` or ``delete`` of a type MiniStack has by ``wrapper(operation)``.

    ``calls_back`` moves the type off the event loop; without it the wrapper must not call the local cloud.
    """
    handler = _handlers()[type_]
    handler[operation] = wrapper(handler[operation])
    if calls_back:
        _on_worker_thread.add(type_)


def _handlers() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = private.get(_PROVISIONERS, "_RESOURCE_HANDLERS")
    return found


def _also_ours(original: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda resource_type: resource_type in _on_worker_thread or original(resource_type)


def _modules(package: Any) -> list[Any]:
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]
