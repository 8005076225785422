"""Real containers reach this machine at its bridge, and nothing outside the machine reaches them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import two_sides
from stratiform.local.emulator.two_sides import INSIDE, is_address

EXPLAIN = None
_LOOPBACK = "127.0.0.1"
_NO_INIT = "container-init binary not found"


def install() -> None:
    """Nothing for the process engine, whose containers are processes of this machine."""
    choice = container_host.of_the_emulator()
    if choice.kind != "docker":
        return
    from docker.models.containers import ContainerCollection

    for operation in ("run", "create"):
        original = getattr(ContainerCollection, operation)
        setattr(ContainerCollection, operation, _inside_the_machine(original, choice.address))


def _inside_the_machine(original: Callable[..., Any], address: str) -> Callable[..., Any]:
    def start(collection: Any, image: Any, command: Any = None, **options: Any) -> Any:
        if options.get("environment"):
            given = options["environment"]
            options["environment"] = {name: two_sides.for_containers(text) for name, text in given.items()}
        if str(options.get("network_mode") or "").startswith("container:"):
            return _started(original, collection, image, command, options)
        if options.get("ports"):
            options["ports"] = {name: published(port, address) for name, port in options["ports"].items()}
        if is_address(address):
            # Podman does not know `host-gateway`, which Docker replaces by this.
            options["extra_hosts"] = {**(options.get("extra_hosts") or {}), INSIDE: address}
        return _started(original, collection, image, command, options)

    return start


def _started(
    original: Callable[..., Any], collection: Any, image: Any, command: Any, options: dict[str, Any]
) -> Any:
    """A Podman without its init program runs the container without one."""
    from docker.errors import APIError

    try:
        return original(collection, image, command=command, **options)
    except APIError as error:
        if not options.pop("init", None) or _NO_INIT not in str(error.explanation):
            raise
        return original(collection, image, command=command, **options)


def published(port: Any, address: str) -> Any:
    """Where a container's port is published: a number alone would mean every interface."""
    if not isinstance(port, int):
        return port
    places = (_LOOPBACK, address) if is_address(address) else (_LOOPBACK,)
    return [(place, port) for place in places]
