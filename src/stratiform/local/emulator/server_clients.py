"""Where tasks are real containers, PostgreSQL and Valkey are the bundled servers all the same.

Nothing is pulled, and the data is that of a run without containers. What is not bundled, such as MySQL, is
a container of Docker or Podman.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator.own_state import own_state
from stratiform.local.engine.images import name as image_name
from stratiform.local.engine.images import postgres, valkey

_SECONDS = 90
_BUNDLED = (*postgres.NAMES, *valkey.NAMES)


def is_bundled(image: str) -> bool:
    """Whether the process engine has the server that ``image`` is."""
    return image_name.parse(image).repository in _BUNDLED


@dataclass
class Servers:
    """The process engine of this app, asked when it is needed first: it may start after the local cloud."""

    _client: Any = None

    def client(self) -> Any:
        """A client of docker-py; None while the engine does not run."""
        import docker
        from docker.errors import DockerException

        if self._client is None:
            host = container_host.process_host(own_state())
            try:
                self._client = docker.DockerClient(base_url=host, timeout=_SECONDS)
            except DockerException:
                return None
        return self._client


class Both:
    """The part of docker-py's client that RDS and ElastiCache use, over the two engines."""

    def __init__(self, servers: Any, containers: Any) -> None:
        self._servers = servers
        self._containers = containers

    @cached_property
    def containers(self) -> _Collection:
        """Containers of both."""
        return self._collection("containers")

    @cached_property
    def images(self) -> _Collection:
        """Images of both."""
        return self._collection("images")

    @cached_property
    def volumes(self) -> _Collection:
        """Volumes of both."""
        return self._collection("volumes")

    def _collection(self, kind: str) -> _Collection:
        return _Collection(getattr(self._servers, kind), getattr(self._containers, kind, None))


@dataclass(frozen=True)
class _Collection:
    servers: Any
    containers: Any

    def get(self, name: str) -> Any:
        from docker.errors import NotFound

        try:
            return self.servers.get(name)
        except NotFound:
            if self.containers is None:
                raise
            return self.containers.get(name)

    def run(self, image: str, *arguments: Any, **options: Any) -> Any:
        return self._of(image).run(image, *arguments, **options)

    def create(self, image: str, *arguments: Any, **options: Any) -> Any:
        return self._of(image).create(image, *arguments, **options)

    def pull(self, repository: str, *arguments: Any, **options: Any) -> Any:
        return self._of(repository).pull(repository, *arguments, **options)

    def _of(self, image: str) -> Any:
        if is_bundled(image) or self.containers is None:
            return self.servers
        return self.containers
