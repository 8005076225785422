"""A service whose update failed goes back with its stack, and the rest of the update is in nobody's way."""

from __future__ import annotations

from collections.abc import Callable

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import tasks
from stratiform.local.emulator.ecs.tasks import ECS, Task

EXPLAIN = None


def install() -> None:
    """Send the service its old properties, and look again when a task of an older deployment failed."""
    private.wrap("services.cloudformation.stacks", "_sends_back_failed_update", _also_services)
    private.wrap(ECS, "_record_service_task_failure", _making_room)


def _also_services(original: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda resource_type: resource_type == "AWS::ECS::Service" or original(resource_type)


def _making_room(original: Callable[..., None]) -> Callable[..., None]:
    """MiniStack reconciles for the current deployment only, which may wait for the place of this task."""

    def record(task: Task, digest_resolution_failed: bool = False) -> None:
        original(task, digest_resolution_failed)
        service = tasks.service_of(task)
        current = private.get(ECS, "_primary_deployment")(service) if service else None
        if service and current and current["id"] != task.get("_deployment_id"):
            cluster = service["clusterArn"].rsplit("/", 1)[-1]
            private.get(ECS, "_reconcile_service_tasks")(cluster, f"{cluster}/{service['serviceName']}")

    return record
