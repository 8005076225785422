"""Exec: a second command in a container, over a hijacked connection."""

from __future__ import annotations

import asyncio
import struct

from aiohttp import web

from stratiform.local.engine import context
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.attached import Attached
from stratiform.local.engine.execution import Execution
from stratiform.local.engine.logs import STDERR, STDOUT
from stratiform.local.engine.routes import parameters

ROUTES = web.RouteTableDef()
_APART = 0.05
"""Seconds between the upgrade and the first frame: docker-py loses a frame that comes with the headers."""


@ROUTES.post("/containers/{id}/exec")
async def _create(request: web.Request) -> web.Response:
    engine = context.of(request)
    container = engine.table.get(request.match_info["id"])
    made = engine.executions.create(container, await parameters.body(request))
    return web.json_response({"Id": made.id}, status=201)


@ROUTES.post("/exec/{id}/start")
async def _start(request: web.Request) -> web.StreamResponse:
    engine = context.of(request)
    execution = engine.executions.get(request.match_info["id"])
    body = await parameters.body(request)
    if execution.child:
        raise Refused(409, f"exec {execution.id} has already been started")
    markers = engine.supervisor.markers(execution.container)
    if body.get("Detach"):
        child = execution.start(_Frames(None, STDOUT), _Frames(None, STDERR), markers)
        engine.supervisor.attend(_finish(execution, child.wait()))
        return web.Response(status=200)
    transport = request.transport
    if transport is None or not isinstance(transport, asyncio.Transport):
        raise Refused(400, "the connection is gone")
    terminal = bool(body.get("Tty", execution.terminal))
    frames = [_Frames(transport, 0 if terminal else stream) for stream in (STDOUT, STDERR)]
    child = execution.start(frames[0], frames[1], markers)
    transport.write(
        b"HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
        b"Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
    )
    if execution.attached:
        await Attached.to(transport, child)
    await asyncio.sleep(_APART)
    for each in frames:
        each.flow()
    await _finish(execution, child.wait())
    transport.close()
    return web.Response()


async def _finish(execution: Execution, ended: asyncio.Future[int] | object) -> None:
    execution.exit_code = await ended  # type: ignore[misc]


@ROUTES.get("/exec/{id}/json")
async def _inspect(request: web.Request) -> web.Response:
    return web.json_response(context.of(request).executions.get(request.match_info["id"]).describe())


@ROUTES.post("/exec/{id}/resize")
async def _resize(request: web.Request) -> web.Response:
    execution = context.of(request).executions.get(request.match_info["id"])
    rows, columns = parameters.number(request, "h"), parameters.number(request, "w")
    if execution.child and execution.terminal and rows and columns:
        execution.child.resize(int(rows), int(columns))
    return web.Response(status=200)


class _Frames:
    """Output as frames on the connection, held back until ``flow``. Stream 0 is a terminal's: no frames."""

    def __init__(self, transport: asyncio.Transport | None, stream: int) -> None:
        self._transport = transport
        self._stream = stream
        self._held: list[bytes] | None = []

    def feed(self, data: bytes) -> None:
        """Send, or hold back."""
        framed = struct.pack(">BxxxL", self._stream, len(data)) + data if self._stream else data
        if self._held is not None:
            self._held.append(framed)
        elif self._transport and not self._transport.is_closing():
            self._transport.write(framed)

    def flow(self) -> None:
        """Send what was held back, and from now on at once."""
        held, self._held = self._held or [], None
        if self._transport and held:
            self._transport.write(b"".join(held))

    def close(self) -> None:
        """The command closed this stream."""
