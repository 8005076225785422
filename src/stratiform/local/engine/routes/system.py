"""The engine itself: version, ping, info, events, and networks, of which there is one."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform

import psutil
from aiohttp import web

from stratiform.local.engine import address, clock, context
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.enter import can_change_root
from stratiform.local.engine.routes import parameters

API = "1.44"
_OLDEST_API = "1.24"
_MACHINE = {"x86_64": "amd64", "aarch64": "arm64", "arm64": "arm64"}
_NO_NAMESPACES = (
    "This machine allows no user namespaces, so a program sees its files where they really are:"
    " a path of the container works in commands and variables, not inside the program."
)
ROUTES = web.RouteTableDef()


def warnings() -> list[str]:
    """What this machine lacks for containers, in whole sentences."""
    return [] if can_change_root() else [_NO_NAMESPACES]


def architecture() -> str:
    """This machine's, as images name it."""
    return _MACHINE.get(platform.machine(), platform.machine())


@ROUTES.get("/version")
async def _version(request: web.Request) -> web.Response:
    return web.json_response(
        {
            "Platform": {"Name": "Stratiform process engine"},
            "Version": importlib.metadata.version("stratiform"),
            "ApiVersion": API,
            "MinAPIVersion": _OLDEST_API,
            "Os": "linux",
            "Arch": architecture(),
            "KernelVersion": platform.release(),
            "Components": [],
        }
    )


@ROUTES.get("/_ping")
async def _ping(request: web.Request) -> web.Response:
    return web.Response(text="OK", headers={"Api-Version": API, "Ostype": "linux"})


@ROUTES.get("/info")
async def _info(request: web.Request) -> web.Response:
    engine = context.of(request)
    running = sum(container.running for container in engine.table)
    return web.json_response(
        {
            "ID": engine.supervisor.engine,
            "Name": platform.node(),
            "Containers": len(engine.table),
            "ContainersRunning": running,
            "ContainersPaused": 0,
            "ContainersStopped": len(engine.table) - running,
            "Images": len(engine.images.names()),
            "Driver": "process",
            "CgroupDriver": "none",
            "OperatingSystem": platform.platform(),
            "OSType": "linux",
            "Architecture": platform.machine(),
            "NCPU": os.cpu_count() or 1,
            "MemTotal": psutil.virtual_memory().total,
            "DockerRootDir": str(engine.folder),
            "ServerVersion": importlib.metadata.version("stratiform"),
            "Warnings": warnings(),
        }
    )


@ROUTES.get("/events")
async def _events(request: web.Request) -> web.StreamResponse:
    since, until = request.query.get("since"), request.query.get("until")
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.enable_chunked_encoding()
    await response.prepare(request)
    listening = context.of(request).events.listen(
        filters=parameters.filters(request),
        since=clock.seconds(since) if since else None,
        until=clock.seconds(until) if until else None,
    )
    async for event in listening:
        await response.write(json.dumps(event).encode() + b"\n")
    return response


@ROUTES.get("/networks")
async def _networks(request: web.Request) -> web.Response:
    return web.json_response([_bridge()])


@ROUTES.get("/networks/{name}")
async def _network(request: web.Request) -> web.Response:
    if request.match_info["name"] not in ("bridge", "default"):
        raise Refused(404, f"network {request.match_info['name']} not found")
    return web.json_response(_bridge())


def _bridge() -> dict[str, object]:
    return {
        "Name": "bridge",
        "Id": "bridge",
        "Created": clock.NEVER,
        "Scope": "local",
        "Driver": "process",
        "IPAM": {
            "Driver": "default",
            "Config": [{"Subnet": str(address.NETWORK), "Gateway": address.GATEWAY}],
        },
        "Containers": {},
        "Options": {},
        "Labels": {},
    }
