"""The Docker or Podman of this machine, and where its containers find this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from stratiform.errors import EngineFailed
from stratiform.local.container_host import Choice, listens
from stratiform.local.engine_errors import engine_errors

_BRIDGES = ("bridge", "podman")
_DESKTOP = "host.docker.internal"
_IP_FREEBIND = 15
_SECONDS = 60  # a busy Podman has taken more than five


def find() -> Choice:
    """The first engine that listens, with its address.

    Raises EngineFailed when none does, or when that one does not answer: an address that is guessed would
    stand in what is deployed.
    """
    for host in _candidates():
        if listens(host):
            return Choice("docker", host, _address(host))
    raise EngineFailed(
        "No Docker or Podman engine answers on this machine.",
        fix="Start it, or set DOCKER_HOST; or leave --engine away: the process engine needs neither.",
    )


def _candidates() -> Iterator[str]:
    if os.environ.get("DOCKER_HOST"):
        yield os.environ["DOCKER_HOST"]
        return
    runtime = os.environ.get("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")
    yield "unix:///var/run/docker.sock"
    yield f"unix://{Path.home()}/.docker/run/docker.sock"
    yield f"unix://{runtime}/docker.sock"
    yield f"unix://{runtime}/podman/podman.sock"


def _address(host: str) -> str:
    """The bridge's own address where it is on this machine; else the name that Docker Desktop gives it."""
    networks, is_podman = _asked(host)
    for network in networks:
        for subnet in network.attrs.get("IPAM", {}).get("Config") or ():
            if subnet.get("Gateway") and _is_ours(subnet["Gateway"], later=is_podman):
                return str(subnet["Gateway"])
    return _DESKTOP


def _asked(host: str) -> tuple[list[Any], bool]:
    import docker

    try:
        with closing(docker.DockerClient(base_url=host, timeout=_SECONDS)) as client:
            components = client.version().get("Components") or ()
            return client.networks.list(names=list(_BRIDGES)), any(
                "podman" in each["Name"].lower() for each in components
            )
    except engine_errors() as error:
        raise EngineFailed(
            f"The container engine at {host} does not answer: {error}",
            fix="Start it, or set DOCKER_HOST; or leave --engine away: the process engine needs neither.",
        ) from error


def _is_ours(address: str, *, later: bool) -> bool:
    """``later``: Podman makes the bridge with its first container."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            if later:
                probe.setsockopt(socket.IPPROTO_IP, _IP_FREEBIND, 1)
            probe.bind((address, 0))
        except OSError:
            return False
    return True
