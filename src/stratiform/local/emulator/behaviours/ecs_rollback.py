"""A service whose update failed goes back with its stack, and the rest of the update is in nobody's way."""

from __future__ import annotations

from collections.abc import Callable

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import deployments, tasks
from stratiform.local.emulator.ecs.tasks import ECS, Task

EXPLAIN = None


def install() -> None:
    """Send the service its old properties, keep its old tasks until then, and look again when one failed."""
    private.wrap("services.cloudformation.stacks", "_sends_back_failed_update", _also_services)
    private.wrap(ECS, "_reconcile_service_tasks", _sparing)
    private.wrap(ECS, "_record_service_task_failure", _making_room)


def _also_services(original: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda resource_type: resource_type == "AWS::ECS::Service" or original(resource_type)


def _sparing(original: Callable[[str, str], None]) -> Callable[[str, str], None]:
    """MiniStack stops the old tasks when the new deployment is over, even where it failed; ECS keeps them."""

    def reconcile(cluster_name: str, svc_key: str) -> None:
        service = private.get(ECS, "_services").get(svc_key)
        current = private.get(ECS, "_primary_deployment")(service) if service else None
        # It starts nothing for a deployment that failed, so that all it would do is stop the others' tasks.
        if not (service and service.get("desiredCount") and current and deployments.has_failed(current)):
            original(cluster_name, svc_key)

    return reconcile


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
