"""Runs a Launch as the supervisor does: behind ``enter``, with its surroundings, until it is ready."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from stratiform.local.engine import enter
from stratiform.local.engine.images.launch import Catalogue, Image, Launch, Request
from stratiform.local.engine.servers import loopback, postgres_memory
from waiting import PATIENCE


@dataclass
class Container:
    """One running container: its process, its launch and what it printed."""

    launch: Launch
    process: subprocess.Popen[bytes]
    log: Path
    leave: Callable[[], None]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(60)

    def stop(self) -> int:
        self.process.send_signal(self.launch.stop_signal)
        return self.process.wait(60)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        assert self.launch.execute
        return subprocess.run(
            self.launch.execute(command), capture_output=True, text=True, timeout=60, check=False
        )


class Engine:
    """Starts containers of images; everything it started is gone after ``close``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.containers: list[Container] = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()

    def catalogue(self, cache: Path) -> Catalogue:
        state = self.folder / "state"
        state.mkdir(exist_ok=True)
        return Catalogue(state=state, cache=cache)

    def request(self, name: str, **values: object) -> Request:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return replace(
            Request(container=name, image="", folder=folder, address="10.77.0.2"),
            **values,  # type: ignore[arg-type]
        )

    def start(self, image: Image, request: Request, *, wait: bool = True) -> Container:
        launch = image.prepare(request)
        leave = self._enter(launch)
        log = request.folder / "log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                enter.command(launch.argv, not_root=launch.not_root),
                env=dict(launch.env),
                cwd=launch.cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        container = Container(launch, process, log, leave)
        self.containers.append(container)
        deadline = time.monotonic() + PATIENCE
        while wait and launch.ready and not launch.ready():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.02)
        return container

    def _enter(self, launch: Launch) -> Callable[[], None]:
        if launch.around is None:
            return lambda: None
        around = launch.around()
        asyncio.run_coroutine_threadsafe(around.__aenter__(), self.loop).result(PATIENCE)

        def leave() -> None:
            asyncio.run_coroutine_threadsafe(around.__aexit__(None, None, None), self.loop).result(PATIENCE)

        return leave

    def close(self) -> None:
        for container in self.containers:
            with contextlib.suppress(ProcessLookupError):
                container.kill()
            container.leave()
        postgres_memory.release(self.folder)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = Engine(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def free_port() -> int:
    return loopback.free_port()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared, as in a real engine: the initialized template is made once."""
    return tmp_path_factory.mktemp("cache")


@dataclass(frozen=True)
class Authority:
    """A certificate for localhost and 127.0.0.1, and the authority that signed it."""

    ca: str
    certificate: str
    key: str


@pytest.fixture(scope="session")
def authority() -> Authority:
    from ministack.core.x509_utils import generate_ca, sign_leaf_certificate

    ca, ca_key = generate_ca(org_name="Tests", common_name="Tests")
    certificate, key, _ = sign_leaf_certificate(
        ca, ca_key, common_name="localhost", san_dns=["localhost"], san_ips=["127.0.0.1"]
    )
    return Authority(ca, certificate, key)
