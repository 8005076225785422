"""Named volumes."""

from __future__ import annotations

from aiohttp import web

from stratiform.local.engine import context
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.routes import parameters

ROUTES = web.RouteTableDef()


@ROUTES.post("/volumes/create")
async def _create(request: web.Request) -> web.Response:
    body = await parameters.body(request)
    labels = body.get("Labels") or {}
    made = context.of(request).volumes.create(
        str(body.get("Name") or ""), dict(labels) if isinstance(labels, dict) else {}
    )
    return web.json_response(made, status=201)


@ROUTES.get("/volumes")
async def _list(request: web.Request) -> web.Response:
    return web.json_response({"Volumes": context.of(request).volumes.all(), "Warnings": []})


@ROUTES.get("/volumes/{name}")
async def _inspect(request: web.Request) -> web.Response:
    return web.json_response(context.of(request).volumes.get(request.match_info["name"]))


@ROUTES.delete("/volumes/{name}")
async def _remove(request: web.Request) -> web.Response:
    engine, name = context.of(request), request.match_info["name"]
    engine.volumes.get(name)
    users = [c.identity.name for c in engine.table for source, _, _ in c.spec.binds if source == name]
    if users:
        raise Refused(409, f"remove {name}: volume is in use - [{', '.join(users)}]")
    engine.volumes.remove(name)
    return web.Response(status=204)
