"""A container as ``inspect`` and ``list`` describe it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from stratiform.local.engine import address, clock
from stratiform.local.engine.container import Container
from stratiform.local.engine.spec import is_path

_NETWORK = "bridge"
_HOST_DEFAULTS: Mapping[str, Any] = {
    "LogConfig": {"Type": "json-file", "Config": {}},
    "Memory": 0,
    "NetworkMode": "default",
    "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0},
}


def inspect(container: Container) -> dict[str, Any]:
    """``GET /containers/{id}/json``."""
    identity, state = container.identity, container.state
    entrypoint, command = _words(container)
    argv = [*(entrypoint or ()), *(command or ())]
    return {
        "Id": identity.id,
        "Created": clock.text(identity.created),
        "Path": argv[0] if argv else "",
        "Args": argv[1:],
        "State": _state(container),
        "Image": identity.digest,
        "Name": f"/{identity.name}",
        "RestartCount": state.restarts,
        "Driver": "process",
        "Platform": "linux",
        "LogPath": str(container.folder / "log"),
        "HostConfig": {**_HOST_DEFAULTS, **(identity.body.get("HostConfig") or {})},
        "Config": _config(container),
        "Mounts": [
            {
                "Type": "bind" if is_path(source) else "volume",
                "Name": "" if is_path(source) else source,
                "Source": source,
                "Destination": target,
                "RW": not read_only,
            }
            for source, target, read_only in container.spec.binds
        ],
        "NetworkSettings": {
            "IPAddress": identity.address,
            "Gateway": address.GATEWAY,
            "Ports": _bindings(container),
            "Networks": {_NETWORK: _network(container)},
        },
    }


def summary(container: Container) -> dict[str, Any]:
    """One entry of ``GET /containers/json``."""
    identity, state = container.identity, container.state
    ports = [
        {"IP": address.LOOPBACK, "PrivatePort": port, "PublicPort": host, "Type": "tcp"}
        if port in container.spec.published
        else {"PrivatePort": port, "Type": "tcp"}
        for port, host in identity.ports.items()
    ]
    return {
        "Id": identity.id,
        "Names": [f"/{identity.name}"],
        "Image": container.spec.image,
        "ImageID": identity.digest,
        "Command": " ".join(container.spec.command or identity.defaults.command or ()),
        "Created": int(identity.created),
        "Ports": ports,
        "Labels": dict(container.spec.labels),
        "State": state.status,
        "Status": _sentence(container),
        "HostConfig": {"NetworkMode": container.spec.network},
        "NetworkSettings": {"Networks": {_NETWORK: _network(container)}},
        "Mounts": [],
    }


def _words(container: Container) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """Entrypoint and command; an entrypoint of the container's own leaves the image's command out."""
    spec, defaults = container.spec, container.identity.defaults
    if spec.entrypoint is not None:
        return spec.entrypoint, spec.command or None
    return defaults.entrypoint, spec.command or defaults.command


def _config(container: Container) -> dict[str, Any]:
    identity, spec, defaults = container.identity, container.spec, container.identity.defaults
    entrypoint, command = _words(container)
    return {
        "Hostname": identity.id[:12],
        "Image": spec.image,
        "Labels": dict(spec.labels),
        "Env": [f"{name}={value}" for name, value in {**defaults.env, **spec.env}.items()],
        "Entrypoint": list(entrypoint) if entrypoint is not None else None,
        "Cmd": list(command) if command is not None else None,
        "WorkingDir": spec.working_directory or defaults.working_directory,
        "User": spec.user or defaults.user,
        "Tty": spec.terminal,
        "ExposedPorts": {f"{port}/tcp": {} for port in identity.ports},
        "StopTimeout": spec.stop_timeout,
        "Healthcheck": identity.body.get("Healthcheck"),
    }


def _state(container: Container) -> dict[str, Any]:
    state = container.state
    described: dict[str, Any] = {
        "Status": state.status,
        "Running": container.running,
        "Paused": False,
        "Restarting": state.status == "restarting",
        "OOMKilled": state.out_of_memory,
        "Dead": False,
        "Pid": state.pid,
        "ExitCode": state.exit_code,
        "Error": state.error,
        "StartedAt": clock.text(state.started),
        "FinishedAt": clock.text(state.finished),
    }
    if state.health != "none":
        described["Health"] = {"Status": state.health, "FailingStreak": 0, "Log": []}
    return described


def _bindings(container: Container) -> dict[str, list[dict[str, str]] | None]:
    return {
        f"{port}/tcp": [{"HostIp": address.LOOPBACK, "HostPort": str(host)}]
        if port in container.spec.published
        else None
        for port, host in container.identity.ports.items()
    }


def _network(container: Container) -> dict[str, Any]:
    return {
        "IPAddress": container.identity.address,
        "IPPrefixLen": address.NETWORK.prefixlen,
        "Gateway": address.GATEWAY,
        "NetworkID": _NETWORK,
        "Aliases": [],
    }


def _sentence(container: Container) -> str:
    state = container.state
    if container.running:
        return f"Up {int(time.time() - state.started)} seconds"
    if state.status == "exited":
        return f"Exited ({state.exit_code}) {int(time.time() - state.finished)} seconds ago"
    return state.status.capitalize()
