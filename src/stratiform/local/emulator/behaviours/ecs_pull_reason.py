"""Why Docker or Podman cannot pull an image: MiniStack tells only that the image is not there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS

EXPLAIN = None


def install() -> None:
    """Nothing for the process engine, whose pull says it."""
    if container_host.of_the_emulator().kind == "docker":
        private.wrap(ECS, "_run_docker_container", _explaining)


def _explaining(original: Callable[..., Any]) -> Callable[..., Any]:
    failed = private.get(ECS, "_ImagePullError")

    def run(docker_client: Any, cdef: dict[str, Any], run_kwargs: dict[str, Any], **options: Any) -> Any:
        try:
            return original(docker_client, cdef, run_kwargs, **options)
        except failed as error:
            image = cdef["image"]
            told = (
                f"the image {image} is not on this machine and cannot be pulled: {why(docker_client, image)}"
            )
            raise failed(told) from error

    return run


def why(client: Any, image: str) -> str:
    """What the engine says when it is asked to pull ``image``; docker-py drops it."""
    from docker.errors import APIError

    try:
        for line in client.api.pull(image, stream=True, decode=True):
            if line.get("error"):
                return " ".join(str(line["error"]).split())
    except APIError as error:
        return str(error.explanation or error)
    return "the engine gives no reason"
