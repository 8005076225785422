"""A resource type that is one API resource: an operation creates it, one updates it, one deletes it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.call import call, discard
from stratiform.local.emulator.names import physical_name
from stratiform.local.emulator.resource_type import Created, Properties, ResourceType

Attributes = Callable[[str, Properties], dict[str, Any]]


def api_resource(
    type_: str,
    service: str,
    *,
    create: str,
    delete: str | Callable[[str, Properties], None] | None,
    key: str,
    update: str | None = None,
    reference: str | None = None,
    named: Mapping[str, int] | None = None,
    attributes: Attributes = lambda physical_id, properties: {},
    prepare: Callable[[Properties], Properties] = lambda properties: properties,
    replaced_by: tuple[str, ...] = (),
    explain: str | None = None,
) -> ResourceType:
    """Provision ``type_`` with the operations of ``service`` (boto3's names).

    ``key`` is the parameter that takes the physical id in ``update`` and ``delete``. ``reference`` is the
    dotted path of the physical id in the answer of ``create``; without it the physical id is the property
    ``key``. ``named`` are properties that get a generated name of at most so many characters. ``prepare``
    turns properties into parameters where spelling alone does not. ``delete`` is a function where the
    emulator has no such operation. Without ``update`` a change replaces.
    """

    def create_(logical_id: str, properties: Properties, stack: str) -> Created:
        names = {
            name: properties.get(name) or physical_name(stack, logical_id, max_len=limit)
            for name, limit in (named or {}).items()
        }
        complete = {**properties, **names}
        answer = call(service, create, prepare(complete))
        physical_id = str(_at(answer, reference) if reference else complete[key])
        return physical_id, attributes(physical_id, complete)

    def update_(physical_id: str, old: Properties, new: Properties, stack: str) -> Created:
        assert update is not None
        call(service, update, {**prepare({**new, key: physical_id}), key: physical_id})
        return physical_id, attributes(physical_id, {**new, key: physical_id})

    def delete_(physical_id: str, properties: Properties) -> None:
        if callable(delete):
            delete(physical_id, properties)
        elif delete is not None:
            discard(service, delete, {**prepare({**properties, key: physical_id}), key: physical_id})

    return ResourceType(
        type_, create_, delete_, update_ if update else None, explain=explain, replaced_by=replaced_by
    )


def arn(service: str, resource: str, *, region: bool = True) -> str:
    """The ARN of ``resource`` in the account, and the region, of the current request."""
    account = private.get("core.responses", "get_account_id")()
    place = private.get("core.responses", "get_region")() if region else ""
    return f"arn:aws:{service}:{place}:{account}:{resource}"


def _at(answer: Any, path: str) -> Any:
    return functools.reduce(
        lambda found, part: found[int(part)] if part.isdigit() else found[part], path.split("."), answer
    )
