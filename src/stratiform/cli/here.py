"""The local run that a command is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stratiform.errors import NotRunning

if TYPE_CHECKING:
    from stratiform.local.cloud import Cloud
    from stratiform.local.deployment import Deployment
    from stratiform.local.state import State


def state_of(app: Path) -> State:
    """The state of ``app``'s local run. Raises NotRunning where there never was one; creates nothing."""
    from stratiform.local.source import source
    from stratiform.local.state import State

    home = source(app).home
    if not (home / ".stratiform" / "local").is_dir():
        raise NotRunning("Nothing is up for this app.", where=str(home), fix="Start it with `strat up`.")
    return State.of(home)


def deployment_of(app: Path) -> Deployment:
    """What `strat up` deployed for ``app``. Raises NotRunning where it deployed nothing."""
    from stratiform.local import deployment

    return deployment.required(state_of(app))


@contextmanager
def cloud_of(app: Path) -> Iterator[tuple[Deployment, Cloud]]:
    """The deployment and its living local cloud. Raises NotRunning where that is not up."""
    from stratiform.local import deployment
    from stratiform.local.cloud import Cloud, answering
    from stratiform.local.emulator import process

    state = state_of(app)
    placed = deployment.required(state)
    emulator = process.find(state)
    if emulator is None:
        raise NotRunning(
            "This app was up before and is not now.", where=str(state.app), fix="Start it with `strat up`."
        )
    cloud = Cloud(emulator.endpoint, placed.target)
    try:
        with answering():
            yield placed, cloud
    finally:
        cloud.close()
