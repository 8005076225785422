"""What the scripts about running systems share: the command line, a wait, and a client of the local cloud."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3

STRAT = Path(sys.executable).with_name("strat")
PATIENCE = 90.0  # seconds
POLL = 0.05  # seconds; the machine that is measured also serves


def strat(folder: Path, *arguments: str) -> str:
    """What the command prints; it must not fail."""
    done = subprocess.run(
        [STRAT, *arguments], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def watching(app: Path, end: int) -> Iterator[None]:
    """``strat up --watch`` from where it has printed its first screen, until it gets the signal ``end``."""
    log = app.with_name("watch.log")
    with log.open("w") as stream:
        process = subprocess.Popen([STRAT, "up", "--watch"], cwd=app, stdout=stream, stderr=stream)
    try:
        until(lambda: "Ctrl-C" in log.read_text())
        yield
    finally:
        process.send_signal(end)
        process.wait(60)


def until(true: Callable[[], object]) -> float:
    """Seconds until it is true."""
    began = time.perf_counter()
    while not true():
        assert time.perf_counter() - began < PATIENCE, f"not within {PATIENCE:g} s"
        time.sleep(POLL)
    return time.perf_counter() - began


def client(endpoint: str, service: str) -> Any:
    """A client of the local cloud as its root."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="000000000000",
        aws_secret_access_key="test",
    )
