"""Images: which there are, and ``pull``, which prepares one for this machine."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from stratiform.errors import ImageError, UnknownImage
from stratiform.local.engine import answer, clock, context
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.images.launch import Image, Unpackable
from stratiform.local.engine.images.store import Store
from stratiform.local.engine.routes.system import architecture

ROUTES = web.RouteTableDef()


@ROUTES.post("/images/create")
async def _pull(request: web.Request) -> web.StreamResponse:
    engine, name = context.of(request), request.query.get("fromImage", "")
    tag = request.query.get("tag", "")
    whole = f"{name}@{tag}" if tag.startswith("sha256:") else f"{name}:{tag}" if tag else name
    try:
        image = engine.images.find(whole)
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        pulling = engine.images.pull(image)
        first = await anext(pulling, None)
    except ImageError as error:
        raise Refused(404, sentence(error)) from error
    await response.prepare(request)
    try:
        if first is not None:
            await _tell(response, {"status": first or "waiting", "id": tag})
            async for said in pulling:
                await _tell(response, {"status": said or "waiting", "id": tag})
            engine.images.prune((image.digest, *(container.identity.digest for container in engine.table)))
        await _tell(response, {"status": f"Digest: {image.digest}"})
        for note in image.notes:
            await _tell(response, {"status": note})
    except ImageError as error:
        text = sentence(error)
        await _tell(response, {"errorDetail": {"message": text}, "error": text})
    await response.write_eof()
    return response


async def _tell(response: web.StreamResponse, value: dict[str, Any]) -> None:
    await response.write(json.dumps(value).encode() + b"\r\n")


def sentence(error: ImageError) -> str:
    """What happened, where, and the fix, in one line."""
    return f"{error.what} ({error.where}). {error.fix}" if error.where else f"{error.what}. {error.fix}"


@ROUTES.get("/images/json")
async def _list(request: web.Request) -> web.Response:
    engine = context.of(request)
    names = [*engine.images.names(), *(container.spec.image for container in engine.table)]
    found = {image.name: image for name in names if (image := engine.images.present(name))}
    return web.json_response([_summary(image) for image in found.values()])


@ROUTES.get("/images/{name:.+}/json")
async def _inspect(request: web.Request) -> web.Response:
    return web.json_response(_described(_present(request)))


@ROUTES.get("/images/{name:.+}/history")
async def _history(request: web.Request) -> web.Response:
    _present(request)
    return web.json_response([])


@ROUTES.post("/images/{name:.+}/tag")
async def _tag(request: web.Request) -> web.Response:
    target = f"{request.query.get('repo', '')}:{request.query.get('tag') or 'latest'}"
    context.of(request).images.tag(request.match_info["name"], target)
    return web.Response(status=201)


@ROUTES.get("/distribution/{name:.+}/json")
async def _distribution(request: web.Request) -> web.Response:
    try:
        image = context.of(request).images.find(request.match_info["name"])
    except ImageError as error:
        raise Refused(404 if isinstance(error, UnknownImage) else 400, sentence(error)) from error
    manifest = "application/vnd.docker.distribution.manifest.v2+json"
    return web.json_response(
        {
            "Descriptor": {"mediaType": manifest, "digest": image.digest, "size": 1},
            "Platforms": [{"architecture": architecture(), "os": "linux"}],
        }
    )


def _present(request: web.Request) -> Image:
    name = request.match_info["name"]
    engine = context.of(request)
    image = engine.images.present(name)
    if image is None and name.startswith("sha256:"):
        image = next((c.image for c in engine.table if c.identity.digest == name), None)
    if image is None:
        raise missing(engine.images, name)
    return image


def missing(images: Store, name: str) -> Refused:
    """404 for an image that is not present, with the reason where a pull failed."""
    failure = images.failure(name)
    return answer.no_such_image(name, sentence(failure) if failure else None)


def _summary(image: Image) -> dict[str, Any]:
    return {
        "Id": image.digest,
        "RepoTags": [image.name],
        "RepoDigests": [_with_digest(image)],
        "Created": 0,
        "Size": 0,
        "SharedSize": -1,
        "VirtualSize": 0,
        "Labels": dict(image.config.labels),
        "Containers": -1,
    }


def _described(image: Image) -> dict[str, Any]:
    config = image.config
    return {
        "Id": image.digest,
        "RepoTags": [image.name],
        "RepoDigests": [_with_digest(image)],
        "Created": clock.NEVER,
        "Architecture": architecture(),
        "Os": "linux",
        "Size": 0,
        "Comment": " ".join(image.notes),
        "Config": {
            "Env": [f"{name}={value}" for name, value in config.env.items()],
            "Entrypoint": list(config.entrypoint) if config.entrypoint is not None else None,
            "Cmd": list(config.command) if config.command is not None else None,
            "ExposedPorts": {f"{port}/tcp": {} for port in config.ports},
            "WorkingDir": config.working_directory,
            "User": config.user,
            "Labels": dict(config.labels),
            "StopSignal": config.stop_signal,
            "Healthcheck": config.health,
        },
        "GraphDriver": {"Name": "stratiform", "Data": _places(image)},
        "RootFS": {"Type": "layers", "Layers": [image.digest]},
    }


def _places(image: Image) -> dict[str, str] | None:
    """Where the files of an image are, as Docker tells of its own; the local cloud runs functions there."""
    if not isinstance(image, Unpackable):
        return None
    found = image.unpacked()
    packages = {"Packages": str(found.packages)} if found.packages else {}
    return {"Runtime": found.runtime, "Root": str(found.root), **packages}


def _with_digest(image: Image) -> str:
    return f"{image.name.rsplit(':', 1)[0]}@{image.digest}"
