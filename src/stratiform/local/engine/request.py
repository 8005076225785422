"""From a container to what its image is asked for."""

from __future__ import annotations

from pathlib import Path

from stratiform.local.engine import address
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.container import Container
from stratiform.local.engine.images.launch import Mount, Request
from stratiform.local.engine.spec import is_path
from stratiform.local.engine.volumes import Volumes

_HOST = "host.docker.internal"


def request(container: Container, volumes: Volumes, ports: Path) -> Request:
    """What the image of ``container`` is asked for; its volumes are made where they are missing.

    The host is loopback here, so ``host.docker.internal`` in a variable becomes 127.0.0.1.
    """
    spec = container.spec
    env = {**container.identity.defaults.env, **spec.env}
    files = container.folder / "files"
    files.mkdir(mode=0o700, exist_ok=True)
    return Request(
        container=container.id,
        image=spec.image,
        folder=container.folder,
        translation=ports,
        address=container.identity.address,
        entrypoint=spec.entrypoint,
        command=spec.command,
        env={name: value.replace(_HOST, address.LOOPBACK) for name, value in env.items()},
        working_directory=spec.working_directory,
        user=spec.user,
        labels=spec.labels,
        mounts=tuple(_mounts(container, volumes)),
        published=container.identity.ports,
    )


def _mounts(container: Container, volumes: Volumes) -> list[Mount]:
    found = []
    for source, target, read_only in container.spec.binds:
        if is_path(source):
            folder = Path(source)
            if not folder.exists():
                raise Refused(400, f"invalid mount config: bind source path does not exist: {source}")
        elif source:
            folder = volumes.path(source)
        else:
            folder = container.folder / "tmpfs" / target.strip("/").replace("/", "_")
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found.append(Mount(target, folder, read_only))
    return found
