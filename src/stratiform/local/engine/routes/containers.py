"""Containers: their life."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aiohttp import web

from stratiform.local.engine import context, creation, description
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.container import Container
from stratiform.local.engine.events import has_label
from stratiform.local.engine.routes import parameters
from stratiform.local.engine.routes.images import missing
from stratiform.local.engine.spec import number_of_signal

ROUTES = web.RouteTableDef()


def container_of(request: web.Request) -> Container:
    """The container that the path names."""
    return context.of(request).table.get(request.match_info["id"])


@ROUTES.post("/containers/create")
async def _create(request: web.Request) -> web.Response:
    engine, body = context.of(request), await parameters.body(request)
    name = str(body.get("Image") or "")
    image = engine.images.present(name)
    if image is None:
        raise missing(engine.images, name)
    made = creation.create(request.query.get("name", ""), body, image, engine.table, engine.events)
    return web.json_response({"Id": made.id, "Warnings": list(image.notes)}, status=201)


@ROUTES.get("/containers/json")
async def _list(request: web.Request) -> web.Response:
    wanted = parameters.filters(request)
    everything = parameters.flag(request, "all") or "status" in wanted
    found = [c for c in context.of(request).table if (everything or c.running) and _matches(c, wanted)]
    found.sort(key=lambda container: -container.identity.created)
    limit = parameters.number(request, "limit")
    return web.json_response(
        [description.summary(c) for c in found[: int(limit) if limit and limit > 0 else None]]
    )


def _matches(container: Container, wanted: Mapping[str, list[str]]) -> bool:
    state = container.state
    tests: dict[str, Callable[[str], bool]] = {
        "label": lambda each: has_label(container.spec.labels, each),
        "status": lambda each: state.status == each,
        "name": lambda each: each.removeprefix("/") in container.identity.name,
        "id": lambda each: container.id.startswith(each),
        "ancestor": lambda each: each in (container.spec.image, container.identity.digest),
        "health": lambda each: state.health == each,
        "exited": lambda each: state.status == "exited" and str(state.exit_code) == each,
    }
    for name, values in wanted.items():
        test = tests.get(name)
        if test is None:
            raise Refused(400, f"invalid filter '{name}'")
        if not (all if name == "label" else any)(test(each) for each in values):
            return False
    return True


@ROUTES.get("/containers/{id}/json")
async def _inspect(request: web.Request) -> web.Response:
    return web.json_response(description.inspect(container_of(request)))


@ROUTES.post("/containers/{id}/start")
async def _start(request: web.Request) -> web.Response:
    await context.of(request).supervisor.start(container_of(request))
    return web.Response(status=204)


@ROUTES.post("/containers/{id}/stop")
async def _stop(request: web.Request) -> web.Response:
    await context.of(request).supervisor.stop(container_of(request), parameters.number(request, "t"))
    return web.Response(status=204)


@ROUTES.post("/containers/{id}/restart")
async def _restart(request: web.Request) -> web.Response:
    supervisor, container = context.of(request).supervisor, container_of(request)
    if container.running:
        await supervisor.stop(container, parameters.number(request, "t"))
    await supervisor.start(container)
    return web.Response(status=204)


@ROUTES.post("/containers/{id}/kill")
async def _kill(request: web.Request) -> web.Response:
    number = number_of_signal(request.query.get("signal", "SIGKILL"))
    await context.of(request).supervisor.kill(container_of(request), number)
    return web.Response(status=204)


@ROUTES.post("/containers/{id}/wait")
async def _wait(request: web.Request) -> web.Response:
    container = container_of(request)
    condition = request.query.get("condition", "not-running")
    if condition == "removed":
        await container.removed.wait()
    elif condition == "next-exit":
        await context.of(request).supervisor.next_exit(container)
    elif container.state.status != "created":
        await container.ended.wait()
    return web.json_response({"StatusCode": container.state.exit_code})


@ROUTES.post("/containers/{id}/rename")
async def _rename(request: web.Request) -> web.Response:
    name = request.query.get("name", "").removeprefix("/")
    creation.rename(container_of(request), name, context.of(request).table)
    return web.Response(status=204)


@ROUTES.delete("/containers/{id}")
async def _remove(request: web.Request) -> web.Response:
    supervisor = context.of(request).supervisor
    await supervisor.remove(container_of(request), force=parameters.flag(request, "force"))
    return web.Response(status=204)


@ROUTES.post("/containers/prune")
async def _prune(request: web.Request) -> web.Response:
    engine, wanted = context.of(request), parameters.filters(request)
    gone = [c for c in engine.table if not c.running and _matches(c, wanted)]
    for container in gone:
        await engine.supervisor.remove(container, force=False)
    return web.json_response({"ContainersDeleted": [c.id for c in gone], "SpaceReclaimed": 0})
