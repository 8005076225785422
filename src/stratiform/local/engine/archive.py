"""Files into and out of a container, as tar archives (``docker cp``)."""

from __future__ import annotations

import base64
import io
import json
import os
import tarfile
from pathlib import Path, PurePosixPath

from stratiform.local.engine.answer import Refused
from stratiform.local.engine.container import Container
from stratiform.local.engine.unpack import unpack


def put(container: Container, target: str, content: bytes) -> None:
    """Unpack ``content`` at ``target``. Raises Refused (400) for what is no archive or leads outside."""
    folder = _place(container, target)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            unpack(archive, folder)
    except (tarfile.TarError, OSError) as error:
        raise Refused(400, f"the archive cannot be unpacked at {target}: {error}") from error


def get(container: Container, source: str) -> tuple[bytes, str]:
    """An archive of the file or folder, and the header that describes it. Raises Refused (404)."""
    place = _place(container, source)
    if not place.exists() and not container.running and container.launch is None:
        raise Refused(404, f"Could not find the file {source} in container {container.id}")
    if not place.exists():
        raise Refused(404, f"Could not find the file {source} in container {container.id}")
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        archive.add(place, arcname=place.name or "root")
    return content.getvalue(), _described(place)


def _place(container: Container, path: str) -> Path:
    """Where ``path`` of the container is: in its own view while it runs, else among the files put there."""
    relative = os.path.normpath(str(PurePosixPath("/") / path)).lstrip("/")
    if container.running and container.child and container.launch and container.launch.root:
        return Path("/proc", str(container.child.pid), "root", relative)
    return container.folder / "files" / relative


def _described(place: Path) -> str:
    facts = place.stat()
    described = {
        "name": place.name,
        "size": facts.st_size,
        "mode": facts.st_mode,
        "mtime": "1970-01-01T00:00:00Z",
        "linkTarget": "",
    }
    return base64.b64encode(json.dumps(described).encode()).decode()
