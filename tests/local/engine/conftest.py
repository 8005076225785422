"""Engines that the contract is tested against: the process engine always, a container engine where one is.

``STRATIFORM_TEST_DOCKER_HOST`` names the socket of a Docker or Podman engine, as ``.ci/podman`` prints it,
and ``STRATIFORM_TEST_IMAGE`` an image with Python that it has.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import uuid
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import docker
import docker.errors
import pytest
from docker.models.containers import Container

from stratiform.local.engine import process
from stratiform.local.state import State
from waiting import until

_CONTAINER_HOST = os.environ.get("STRATIFORM_TEST_DOCKER_HOST")
_CONTAINER_IMAGE = os.environ.get("STRATIFORM_TEST_IMAGE", "localhost/stratiform-base")
_PYTHON = f"python:{sys.version_info[0]}.{sys.version_info[1]}-slim"


@dataclass
class Subject:
    """An engine under test. ``run`` starts ``python -c`` with a program, or any command."""

    client: docker.DockerClient
    image: str
    is_process: bool
    label: str = field(default_factory=lambda: uuid.uuid4().hex)

    def create(self, program: str | list[str], **options: Any) -> Container:
        command = ["python", "-c", program] if isinstance(program, str) else program
        labels = {"stratiform-test": self.label, **options.pop("labels", {})}
        return self.client.containers.create(self.image, command, labels=labels, **options)

    def run(self, program: str | list[str], **options: Any) -> Container:
        container = self.create(program, **options)
        container.start()
        return container

    def clean(self) -> None:
        wanted = {"label": f"stratiform-test={self.label}"}

        def is_clean() -> bool:
            left = self.client.containers.list(all=True, sparse=True, filters=wanted)
            for container in left:
                # Refused for one whose address another one shares, and for one that is just ending.
                with contextlib.suppress(docker.errors.APIError):
                    container.remove(force=True, v=True)
            return not left

        until(is_clean)

    def require_supervision(self) -> None:
        """Limits, figures and health checks of Podman need control groups and timers of systemd."""
        driver = self.client.info()["CgroupDriver"]
        if not self.is_process and driver != "systemd":
            pytest.skip(f"this engine's control groups are {driver}, without systemd")


def close(*clients: docker.DockerClient) -> None:
    """docker-py leaves the sockets of exec and events to the collector, which would warn in another test."""
    for client in clients:
        client.close()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="session")
def process_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    state = State.of(tmp_path_factory.mktemp("engine"))
    try:
        yield process.start(state).host
    finally:
        process.stop(state)


@pytest.fixture(params=["process", *(["container"] if _CONTAINER_HOST else [])])
def engine(request: pytest.FixtureRequest) -> Iterator[Subject]:
    if request.param == "process":
        host, image = request.getfixturevalue("process_host"), _PYTHON
    else:
        host, image = _CONTAINER_HOST, _CONTAINER_IMAGE
    client = docker.DockerClient(base_url=host, timeout=60)
    subject = Subject(client, image, request.param == "process")
    try:
        if subject.is_process:
            client.images.pull(image)
        yield subject
        subject.clean()
    finally:
        close(client)


@pytest.fixture
def own_engine(tmp_path: Any) -> Iterator[Callable[[], Subject]]:
    """A process engine of this test alone: ``own_engine()`` starts it, again after it was killed."""
    state = State.of(tmp_path)
    clients: list[docker.DockerClient] = []

    def start() -> Subject:
        client = docker.DockerClient(base_url=process.start(state).host, timeout=60)
        clients.append(client)
        client.images.pull(_PYTHON)
        return Subject(client, _PYTHON, True)

    try:
        yield start
    finally:
        process.stop(state)
        close(*clients)


@pytest.fixture
def own_state(tmp_path: Any) -> State:
    """The state of ``own_engine``."""
    return State.of(tmp_path)
