"""What a client asked for when it created a container, read once from the request's body."""

from __future__ import annotations

import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.local.engine.answer import Refused
from stratiform.local.engine.images.launch import Config

TASK_LABEL = "com.amazonaws.ecs.task-arn"
_NANO = 1e9
_ANYWHERE = ("", "0.0.0.0", "::", "127.0.0.1", "::1", "localhost")  # noqa: S104 - read, not bound


@dataclass(frozen=True, kw_only=True)
class Health:
    """A health check. Times in seconds."""

    test: tuple[str, ...]
    interval: float = 30.0
    timeout: float = 30.0
    retries: int = 3
    start_period: float = 0.0


@dataclass(frozen=True)
class RestartPolicy:
    """``no``, ``always``, ``unless-stopped`` or ``on-failure``; ``attempts`` 0 is without limit."""

    name: str = "no"
    attempts: int = 0

    def applies(self, exit_code: int, restarts: int) -> bool:
        """Whether a container that ended by itself is started again."""
        if self.name in ("always", "unless-stopped"):
            return True
        return (
            self.name == "on-failure" and exit_code != 0 and (not self.attempts or restarts < self.attempts)
        )


@dataclass(frozen=True, kw_only=True)
class Spec:
    """One container as asked for; the image's defaults apply where a value is None.

    ``ports`` maps every known container port to the host port asked for, 0 for any; ``published`` are those
    the client asked to publish, at 127.0.0.1 and at their ``places``: other addresses of this machine, named
    one by one. ``memory`` in bytes. ``binds`` are (source, target, read only): the source
    is a path of this machine or the name of a volume.
    """

    image: str
    entrypoint: tuple[str, ...] | None
    command: tuple[str, ...] | None
    env: Mapping[str, str]
    labels: Mapping[str, str]
    working_directory: str | None
    user: str | None
    ports: Mapping[int, int]
    published: frozenset[int]
    places: Mapping[int, tuple[str, ...]]
    binds: tuple[tuple[str, str, bool], ...]
    memory: int | None
    stop_signal: int | None
    stop_timeout: float
    health: Health | None
    restart: RestartPolicy
    terminal: bool
    remove: bool
    network: str

    @property
    def sharing(self) -> str | None:
        """The container whose address this one shares (``network_mode=container:<id>``)."""
        return self.network.removeprefix("container:") if self.network.startswith("container:") else None


def read(body: Mapping[str, Any], image: Config) -> Spec:
    """The spec of a create request. Raises Refused (400) where a value has no meaning."""
    host: Mapping[str, Any] = body.get("HostConfig") or {}
    bindings: Mapping[str, Any] = host.get("PortBindings") or {}
    ports = dict.fromkeys(image.ports, 0)
    ports |= {number: 0 for name in body.get("ExposedPorts") or {} if (number := _tcp(name))}
    published: set[int] = set()
    for name, wanted in bindings.items():
        if number := _tcp(name):
            ports[number] = int(next((entry.get("HostPort") or 0 for entry in wanted or ()), 0))
            published.add(number)
    if host.get("PublishAllPorts"):
        published |= set(ports)
    restart = host.get("RestartPolicy") or {}
    if host.get("Privileged"):
        raise Refused(400, "a process cannot be given the privileges of a privileged container")
    return Spec(
        image=str(body.get("Image") or ""),
        entrypoint=_words(body.get("Entrypoint")),
        command=_words(body.get("Cmd")),
        env=dict(pair.partition("=")[::2] for pair in body.get("Env") or ()),
        labels=dict(body.get("Labels") or {}),
        working_directory=body.get("WorkingDir") or None,
        user=body.get("User") or None,
        ports=ports,
        published=frozenset(published),
        places={
            number: found
            for name, wanted in bindings.items()
            if (number := _tcp(name)) and (found := _places(wanted))
        },
        binds=_binds(host),
        memory=int(host.get("Memory") or 0) or None,
        stop_signal=number_of_signal(body["StopSignal"]) if body.get("StopSignal") else None,
        stop_timeout=float(body["StopTimeout"]) if body.get("StopTimeout") is not None else 10.0,
        health=_health(body.get("Healthcheck") or image.health),
        restart=RestartPolicy(restart.get("Name") or "no", int(restart.get("MaximumRetryCount") or 0)),
        terminal=bool(body.get("Tty")),
        remove=bool(host.get("AutoRemove")),
        network=str(host.get("NetworkMode") or "default"),
    )


def number_of_signal(name: str | int) -> int:
    """``SIGTERM``, ``TERM`` or ``15`` as 15. Raises Refused (400) for what is no signal."""
    text = str(name).upper()
    try:
        if text.isdigit():
            return int(signal.Signals(int(text)))
        return int(signal.Signals[text if text.startswith("SIG") else f"SIG{text}"])
    except (KeyError, ValueError):
        raise Refused(400, f"invalid signal: {name}") from None


def _tcp(name: str) -> int | None:
    number, _, protocol = name.partition("/")
    return int(number) if protocol in ("", "tcp") and number.isdigit() else None


def _places(wanted: Sequence[Mapping[str, str]] | None) -> tuple[str, ...]:
    """Every interface means loopback: nothing is opened to other machines unless its address is named."""
    asked = (entry.get("HostIp") or "" for entry in wanted or ())
    return tuple(dict.fromkeys(place for place in asked if place not in _ANYWHERE))


def _words(value: str | list[str] | None) -> tuple[str, ...] | None:
    if value is None or value == []:
        return None
    return ("/bin/sh", "-c", value) if isinstance(value, str) else tuple(value)


def _binds(host: Mapping[str, Any]) -> tuple[tuple[str, str, bool], ...]:
    found = []
    for text in host.get("Binds") or ():
        source, target, *options = text.split(":")
        found.append((source, target, "ro" in (options[0].split(",") if options else ())))
    for mount in host.get("Mounts") or ():
        if mount.get("Type", "volume") in ("bind", "volume"):
            source = str(mount.get("Source") or "")
            found.append((source, str(mount["Target"]), bool(mount.get("ReadOnly"))))
    found += [("", target, False) for target in host.get("Tmpfs") or {}]
    return tuple(found)


def _health(value: Mapping[str, Any] | None) -> Health | None:
    test = tuple(str(word) for word in (value or {}).get("Test") or ())
    if not value or not test or test[0] == "NONE":
        return None
    return Health(
        test=test,
        interval=float(value.get("Interval") or 0) / _NANO or 30.0,
        timeout=float(value.get("Timeout") or 0) / _NANO or 30.0,
        retries=int(value.get("Retries") or 0) or 3,
        start_period=float(value.get("StartPeriod") or 0) / _NANO,
    )


def is_path(source: str) -> bool:
    """Whether the source of a bind is a folder or file of this machine; else it is a volume's name."""
    return Path(source).is_absolute()
