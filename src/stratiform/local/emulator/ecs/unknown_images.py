"""Images for which the process engine has no program: the rest of the task and of its stack runs."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from stratiform.local import container_host
from stratiform.local.emulator import private
from stratiform.local.emulator.ecs.tasks import ECS, Service
from stratiform.local.engine_errors import engine_errors


def unknown(definitions: list[dict[str, Any]]) -> dict[str, str]:
    """The containers that cannot run here, by name, and why. Docker and Podman pull, and know all."""
    client = private.get(ECS, "_get_docker")()
    if client is None or container_host.of_the_emulator().kind != "process":
        return {}
    found = {each["name"]: _problem(client, each["image"]) for each in definitions}
    return {name: problem for name, problem in found.items() if problem}


def none_runs(definitions: list[dict[str, Any]], missing: Collection[str]) -> bool:
    """Whether no essential container of a task can run here, for those that are ``missing``."""
    return bool(missing) and not any(
        each.get("essential", True) for each in definitions if each["name"] not in missing
    )


def none_of(service: Service) -> bool:
    """Whether nothing of the service's tasks can run here."""
    definition = private.get(ECS, "_task_defs").get(service["taskDefinition"].rsplit("/", 1)[-1]) or {}
    definitions = list(definition.get("containerDefinitions") or ())
    return none_runs(definitions, unknown(definitions))


def without(definitions: list[dict[str, Any]], missing: Collection[str]) -> list[dict[str, Any]]:
    """``definitions`` but for those called ``missing``, for which nothing waits."""
    return [
        {
            **each,
            "dependsOn": [
                need for need in each.get("dependsOn") or () if need["containerName"] not in missing
            ],
        }
        for each in definitions
        if each["name"] not in missing
    ]


def _problem(client: Any, image: str) -> str | None:
    from docker.errors import NotFound

    try:
        client.images.get_registry_data(image)
    except NotFound as error:
        return str(error.explanation)
    except engine_errors():  # the start of the container says why
        return None
    return None
