"""Containers: their output, files and use of the machine."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from stratiform.local.engine import archive, clock, usage
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.logs import STDERR, STDOUT, Record, Selection
from stratiform.local.engine.routes import parameters
from stratiform.local.engine.routes.containers import container_of

ROUTES = web.RouteTableDef()
_SAMPLE_SECONDS = 1.0


@ROUTES.get("/containers/{id}/logs")
async def _logs(request: web.Request) -> web.StreamResponse:
    container = container_of(request)
    selection = _selection(request)
    timestamps = parameters.flag(request, "timestamps")
    raw = container.spec.terminal
    kind = "raw" if raw else "multiplexed"
    response = web.StreamResponse(headers={"Content-Type": f"application/vnd.docker.{kind}-stream"})
    await response.prepare(request)

    def encoded(record: Record) -> bytes:
        return record.text(timestamps=timestamps) if raw else record.frame(timestamps=timestamps)

    if parameters.flag(request, "follow"):
        async for record in container.log.follow(selection):
            await response.write(encoded(record))
    else:
        for record in container.log.read(selection):
            await response.write(encoded(record))
    await response.write_eof()
    return response


def _selection(request: web.Request) -> Selection:
    wanted = {STDOUT: parameters.flag(request, "stdout"), STDERR: parameters.flag(request, "stderr")}
    if not any(wanted.values()):
        raise Refused(400, "you must choose at least one stream")
    tail = request.query.get("tail", "all")
    try:
        return Selection(
            streams=frozenset(stream for stream, chosen in wanted.items() if chosen),
            since=clock.seconds(request.query.get("since") or "0"),
            until=clock.seconds(request.query.get("until") or "0") or float("inf"),
            tail=None if tail == "all" else int(tail),
        )
    except ValueError as error:
        raise Refused(400, f"since, until or tail: {error}") from error


@ROUTES.get("/containers/{id}/stats")
async def _stats(request: web.Request) -> web.StreamResponse:
    container = container_of(request)
    if not parameters.flag(request, "stream", default=True):
        return web.json_response(usage.statistics(container))
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    while not container.removed.is_set():
        await response.write(json.dumps(usage.statistics(container)).encode() + b"\n")
        await asyncio.sleep(_SAMPLE_SECONDS)
    return response


@ROUTES.get("/containers/{id}/top")
async def _top(request: web.Request) -> web.Response:
    container = container_of(request)
    if not container.running:
        raise Refused(409, f"Container {container.id} is not running")
    return web.json_response(usage.top(container))


@ROUTES.put("/containers/{id}/archive")
async def _put(request: web.Request) -> web.Response:
    archive.put(container_of(request), request.query.get("path", "/"), await request.read())
    return web.Response(status=200)


@ROUTES.get("/containers/{id}/archive")
async def _get(request: web.Request) -> web.Response:
    content, about = archive.get(container_of(request), request.query.get("path", "/"))
    headers = {"X-Docker-Container-Path-Stat": about, "Content-Type": "application/x-tar"}
    return web.Response(body=content, headers=headers)


@ROUTES.head("/containers/{id}/archive")
async def _stat(request: web.Request) -> web.Response:
    _, about = archive.get(container_of(request), request.query.get("path", "/"))
    return web.Response(headers={"X-Docker-Container-Path-Stat": about})
