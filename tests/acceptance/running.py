"""The real command line on a copy of an app; everything is taken down afterwards."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import boto3

from stratiform.local.engine.images.environment import tool_environment
from waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
STRAT = Path(sys.executable).with_name("strat")
T = TypeVar("T")


@dataclass(frozen=True)
class App:
    """A copy of an app in a folder of its own."""

    folder: Path

    def strat(self, *arguments: str, check: int | None = 0) -> subprocess.CompletedProcess[str]:
        """Run ``strat`` in the app's folder as a new user with a bare environment would."""
        bare = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        environment = {**tool_environment(), **bare}
        done = subprocess.run(
            [STRAT, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=150,
            stdin=subprocess.DEVNULL,
        )
        assert check is None or done.returncode == check, done.stdout + done.stderr
        return done

    def json(self, *arguments: str) -> Any:
        """The one JSON document that ``strat ... --json`` prints."""
        return json.loads(self.strat(*arguments, "--json").stdout)


@functools.cache
def client_of(endpoint: str, service: str) -> Any:
    """A client with the root user's credentials, made once."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="000000000000",
        aws_secret_access_key="test",
    )


@dataclass(frozen=True)
class Running:
    """An app that is up, and root access to its local cloud."""

    app: App
    document: dict[str, Any]

    @property
    def outputs(self) -> dict[str, str]:
        return self.document["outputs"]

    def client(self, service: str) -> Any:
        return client_of(self.document["endpoint"], service)

    def output(self, starts: str) -> str:
        """The one output whose name starts with ``starts``; the CDK adds a hash to some."""
        (value,) = [value for name, value in self.outputs.items() if name.startswith(starts)]
        return value


def copied(source: Path, folder: Path) -> App:
    """A copy of an app without what a run of it left behind."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("cdk.out", ".stratiform", "__pycache__"))
    return App(folder)


def running(app: App) -> Iterator[Running]:
    """Bring an app up, and down again whatever happens."""
    try:
        yield Running(app, app.json("up", "--detach"))
    finally:
        app.strat("down", "--wipe", check=None)


def eventually(question: Callable[[], T], *, seconds: float = PATIENCE) -> T:
    """Ask until the answer is truthy."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, f"still {answer!r} after {seconds} s"
        time.sleep(0.1)
    return answer
