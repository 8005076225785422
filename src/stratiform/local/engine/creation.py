"""Makes a container: reads what was asked, gives it an address and its ports, writes it down."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stratiform.local.engine import address, spec
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.container import Container, Identity
from stratiform.local.engine.events import Events
from stratiform.local.engine.images.launch import Image
from stratiform.local.engine.table import Table


def create(name: str, body: Mapping[str, Any], image: Image, table: Table, events: Events) -> Container:
    """A container that is not started yet.

    Raises Refused: 409 when the name is taken, 400 for a value without meaning, 500 when no port is left.
    """
    name = name.removeprefix("/") or f"container-{secrets.token_hex(4)}"
    if taken := table.named(name):
        raise Refused(
            409, f'Conflict. The container name "/{name}" is already in use by container "{taken.id}"'
        )
    asked = spec.read(body, image.config)
    identity = Identity(
        id=secrets.token_hex(32),
        name=name,
        digest=image.digest,
        created=time.time(),
        address=_address(asked, table),
        ports=_ports(asked, table),
        defaults=image.config,
        body=body,
    )
    container = Container.make(identity, table.folder(identity.id), image)
    table.add(container)
    events.publish("container", "create", container.id, container.attributes)
    return container


def rename(container: Container, name: str, table: Table) -> None:
    """Give a container another name. Raises Refused: 400 without a name, 409 when it is taken."""
    if not name:
        raise Refused(400, "Neither old nor new names may be empty")
    if table.named(name):
        raise Refused(409, f'Conflict. The container name "/{name}" is already in use')
    container.identity = replace(container.identity, name=name)
    table.save(container)


def _address(asked: spec.Spec, table: Table) -> str:
    """Its own; the containers of one task, or of one network namespace, share theirs."""
    if asked.sharing:
        return table.get(asked.sharing).identity.address
    task = asked.labels.get(spec.TASK_LABEL)
    for other in table:
        if task and other.spec.labels.get(spec.TASK_LABEL) == task:
            return other.identity.address
    return address.allocate((other.identity.address for other in table), table.last_address)


def _ports(asked: spec.Spec, table: Table) -> dict[int, int]:
    taken = {port for other in table for port in other.identity.ports.values()}
    chosen: dict[int, int] = {}
    for port, wanted in asked.ports.items():
        try:
            chosen[port] = wanted or address.free_port(taken | set(chosen.values()))
        except RuntimeError as error:
            raise Refused(500, f"port {port} of {asked.image} cannot be published: {error}") from error
    return chosen
