"""What every route works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from stratiform.local.engine.events import Events
from stratiform.local.engine.execution import Executions
from stratiform.local.engine.images.store import Store
from stratiform.local.engine.supervisor import Supervisor
from stratiform.local.engine.table import Table
from stratiform.local.engine.volumes import Volumes


@dataclass(frozen=True)
class Context:
    """The parts of one engine."""

    folder: Path
    table: Table
    events: Events
    volumes: Volumes
    images: Store
    supervisor: Supervisor
    executions: Executions


CONTEXT = web.AppKey("context", Context)


def of(request: web.Request) -> Context:
    """The engine that serves this request."""
    return request.app[CONTEXT]
