"""Image names taken apart: ``registry/repository:tag@digest``."""

from __future__ import annotations

from dataclasses import dataclass

_DEFAULT_REGISTRIES = ("docker.io", "index.docker.io", "registry-1.docker.io")
_MIRRORS = ("public.ecr.aws/docker/library/", "mirror.gcr.io/library/")


@dataclass(frozen=True)
class Name:
    """``repository`` without the default registry and ``library/``: ``python``, ``bitnami/redis``."""

    repository: str
    tag: str
    digest: str | None


def parse(text: str) -> Name:
    """The parts of an image name. ``tag`` is ``latest`` where it is missing."""
    rest, _, digest = text.partition("@")
    repository, colon, tag = rest.rpartition(":")
    if not colon or "/" in tag:
        repository, tag = rest, "latest"
    for mirror in _MIRRORS:
        repository = repository.removeprefix(mirror)
    registry, slash, path = repository.partition("/")
    if slash and registry in _DEFAULT_REGISTRIES:
        repository = path
    return Name(repository.removeprefix("library/"), tag, digest or None)
