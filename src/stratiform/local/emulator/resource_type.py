"""One CloudFormation resource type as the emulator provisions it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Properties = dict[str, Any]
Created = tuple[str, dict[str, Any]]
"""The physical id, which ``Ref`` gives, and the attributes, which ``Fn::GetAtt`` gives."""


@dataclass(frozen=True)
class ResourceType:
    """How to create, update and delete one type, e.g. ``AWS::EC2::EIP``.

    Properties arrive with every intrinsic resolved. Every function runs on a worker thread, never on the
    event loop, so it may call the local cloud through ``client``. Raise ValueError with AWS's message to
    fail the resource; the stack then rolls back.

    ``create(logical_id, properties, stack_name)``. ``update(physical_id, old, new, stack_name)``; without
    it a change replaces the resource. ``replaced_by`` names the properties whose change replaces it all the
    same. ``delete(physical_id, properties)`` tolerates a resource that is gone.
    ``explain`` is one sentence: what differs from AWS.
    """

    type: str
    create: Callable[[str, Properties, str], Created]
    delete: Callable[[str, Properties], None]
    update: Callable[[str, Properties, Properties, str], Created] | None = None
    explain: str | None = None
    replaced_by: tuple[str, ...] = ()
