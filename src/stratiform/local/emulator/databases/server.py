"""The container behind a database: found, waited for, removed."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from typing import Any

from stratiform.local.emulator import private

RDS = "services.rds"
HOST = os.environ.get("MINISTACK_HOST", "localhost")
_SECONDS = 90.0
_TRIES = 3
_ENGINES = ("postgres", "aurora-postgresql")

Record = dict[str, Any]
_reasons = threading.local()


def runs(record: Record) -> bool:
    """Whether a server can stand behind ``record``: an engine answers, and it is PostgreSQL."""
    return record.get("Engine") in _ENGINES and docker() is not None


def docker() -> Any:
    """The client of the container engine; None when none answers."""
    return private.get(RDS, "_get_docker")()


def free_port() -> int:
    """A port of this machine, which the database keeps."""
    port: int = private.get(RDS, "_next_port")()
    return port


def explain_failure(reason: str) -> None:
    """Keep why the last container of this thread did not start; MiniStack writes it to its log alone."""
    _reasons.last = reason


def failure(name: str) -> ValueError:
    """The error of a database that did not start, with the reason that is known."""
    reason = getattr(_reasons, "last", None) or "the container engine gave no reason"
    _reasons.last = None
    return ValueError(f"The database {name} did not start: {reason}")


def wait(record: Record, container: str, *, database: str | None) -> None:
    """Wait until the server takes the master user's password. Raises ValueError when it ends or refuses."""
    name = record.get("DBInstanceIdentifier") or record["DBClusterIdentifier"]
    port = record.get("_HostPort") or record["_shared_host_port"]
    connect = private.get(RDS, "_try_database_connect")
    deadline = time.monotonic() + _SECONDS
    while not connect(
        HOST, port, record["Engine"], record["MasterUsername"], record["_MasterUserPassword"], database
    ):
        found = docker().containers.get(container)
        # A server that cannot start ends again and again: the engine brings it back each time.
        if found.status not in ("running", "created", "restarting") or found.attrs["RestartCount"] >= _TRIES:
            raise ValueError(f"The database {name} ended: {_last_words(found)}")
        if time.monotonic() > deadline:
            raise ValueError(f"The database {name} did not take a login within {_SECONDS:.0f} s")
        time.sleep(0.1)


def _last_words(container: Any) -> str:
    lines = container.logs(tail=50).decode(errors="replace").strip().splitlines()
    fatal = [line.split("FATAL:", 1)[1].strip() for line in lines if "FATAL:" in line]
    return str((fatal or lines or [container.status])[-1])


def remove(container: str, volume: str | None) -> None:
    """Remove a container and its data. Both may be gone."""
    from docker.errors import APIError

    engine = docker()
    if engine is None:
        return
    with contextlib.suppress(APIError):
        engine.containers.get(container).remove(force=True, v=True)
    if volume:
        with contextlib.suppress(APIError):
            engine.volumes.get(volume).remove(force=True)
