"""The engine: its parts put together, its socket, its start and its end."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from aiohttp import web

from stratiform.errors import StratiformError
from stratiform.local.engine import catalogue, orphans
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.context import CONTEXT, Context
from stratiform.local.engine.events import Events
from stratiform.local.engine.execution import Executions
from stratiform.local.engine.images.store import Store
from stratiform.local.engine.record import SOCKET, Record
from stratiform.local.engine.routes import containers, executions, images, inspection, system, volumes
from stratiform.local.engine.supervisor import Supervisor
from stratiform.local.engine.table import Table
from stratiform.local.engine.volumes import Volumes

_LARGEST_ARCHIVE = 2**30
_LOOK_SECONDS = 2.0
_MODULES = (system, containers, inspection, executions, images, volumes)
_log = logging.getLogger(__name__)


def build(folder: Path) -> Context:
    """The parts of the engine whose state is ``folder``."""
    events, kept = Events(), Volumes(folder / "volumes")
    table = Table(folder / "containers")
    images_ = Store(folder, partial(catalogue.read, folder))
    ports = folder / "ports"
    (ports / "names").mkdir(mode=0o700, parents=True, exist_ok=True)
    supervisor = Supervisor(engine=str(folder), table=table, events=events, volumes=kept, ports=ports)
    return Context(folder, table, events, kept, images_, supervisor, Executions())


def application(parts: Context) -> web.Application:
    """Every route, with and without the version in front."""
    app = web.Application(middlewares=[_errors], client_max_size=_LARGEST_ARCHIVE)
    app[CONTEXT] = parts
    for module in _MODULES:
        for route in module.ROUTES:
            if isinstance(route, web.RouteDef):
                for prefix in ("", r"/v{version:\d+\.\d+}"):
                    app.router.add_route(route.method, prefix + route.path, route.handler)
    return app


async def serve(folder: Path, ready: Callable[[], None]) -> None:
    """Answer on ``docker.sock`` in ``folder``, which must be the working folder, until SIGTERM or SIGINT.

    A socket's path may not exceed 107 bytes, so it is bound by its name alone.
    """
    parts = build(folder)
    parts.table.load(parts.images.known)
    await parts.supervisor.resume()
    watchdog = orphans.Watchdog(parts.supervisor.engine)
    watchdog.start()
    runner = web.AppRunner(application(parts), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    Path(SOCKET).unlink(missing_ok=True)
    before = os.umask(0o177)
    try:
        await web.UnixSite(runner, SOCKET).start()
    finally:
        os.umask(before)
    ready()
    for warning in system.warnings():
        _log.warning("%s", warning)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    watching = asyncio.ensure_future(_end_without(folder, stopping))
    await stopping.wait()
    watching.cancel()
    await parts.supervisor.shut_down()
    parts.events.close()
    watchdog.stop()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(runner.cleanup(), 5.0)
    Path(SOCKET).unlink(missing_ok=True)


async def _end_without(folder: Path, stopping: asyncio.Event) -> None:
    """An engine whose state was removed can never be found again, so it ends."""
    while Record.names_this_process(folder):
        await asyncio.sleep(_LOOK_SECONDS)
    _log.error("the state in %s is gone", folder)
    stopping.set()


@web.middleware
async def _errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except Refused as refused:
        status, message = refused.status, refused.message
    except StratiformError as error:
        status, message = 400, f"{error.what}. {error.fix}"
    except web.HTTPNotFound:
        status, message = 501, f"the process engine has no {request.method} {request.path}"
        _log.error("%s", message)
    except web.HTTPException as error:
        status, message = error.status, error.reason
    except (ConnectionResetError, asyncio.CancelledError):
        raise
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        message = (
            f"the disk of {request.app[CONTEXT].folder} is full. Make room on it."
            if full
            else f"the process engine failed: {error}"
        )
        status = 500
        _log.error("%s %s: %s", request.method, request.path, error)
    except Exception as error:
        _log.exception("%s %s", request.method, request.path)
        status, message = 500, f"the process engine failed: {error!r}"
    if status == 304:
        return web.Response(status=304)
    return web.json_response({"message": message}, status=status)
