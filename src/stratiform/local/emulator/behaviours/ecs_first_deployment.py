"""A service's first deployment counts for the circuit breaker, and CloudFormation waits for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import deployments, failures, unknown_images
from stratiform.local.emulator.ecs.tasks import ECS, Service
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created

EXPLAIN = (
    "A service fails its stack when three of its tasks failed to start, or one its health check for all its"
    " time; AWS without a circuit breaker tries for hours."
)

_PAUSE = 0.1
_MOMENT = 5.0
_MOST_SECONDS = 900.0


def install() -> None:
    """Begin in progress, and let the stack wait until the service is stable."""
    private.wrap(ECS, "_make_deployment", _making)
    extend("AWS::ECS::Service", "create", _creating, calls_back=True)
    extend("AWS::ECS::Service", "update", _updating, calls_back=True)


def _making(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def make(task_definition: str, desired_count: int, status: str = "PRIMARY") -> dict[str, Any]:
        deployment = original(task_definition, desired_count, status)
        if desired_count and private.get(ECS, "_get_docker")():
            deployment["rolloutState"] = "IN_PROGRESS"
            deployment["rolloutStateReason"] = "ECS deployment in progress."
        return deployment

    return make


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(*arguments: Any) -> Created:
        arn, attributes = original(*arguments)
        if private.get(ECS, "_get_docker")():
            try:
                _wait(arn, set())
            except ValueError:
                _withdraw(arn)
                raise
        return arn, attributes

    return create


def _withdraw(arn: str) -> None:
    """A rollback deletes only what was created, and the service would hold its name for ever."""
    if service := _service(arn):
        private.get(ECS, "_delete_service")(
            {"cluster": service["clusterArn"], "service": service["serviceName"], "force": True}
        )


def _updating(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(*arguments: Any) -> Created:
        before = _failed_deployments()
        arn, attributes = original(*arguments)
        if private.get(ECS, "_get_docker")():
            _wait(arn, before)
        return arn, attributes

    return update


def _failed_deployments() -> set[str]:
    """A service keeps deployments that failed; they say nothing about the next one."""
    services = list(private.get(ECS, "_services").values())
    return {
        each["id"] for service in services for each in service["deployments"] if deployments.has_failed(each)
    }


def _wait(arn: str, before: set[str]) -> None:
    """Return once the service is stable, or where nothing of it can run here.

    ``before`` are deployments that had failed already. Raises ValueError with the reason of the last task
    that failed.
    """
    deadline = time.monotonic() + _MOST_SECONDS
    while time.monotonic() < deadline:
        service = _service(arn)
        deployment = private.get(ECS, "_primary_deployment")(service) if service else None
        if service is None or deployment is None:
            return
        failed = [
            each
            for each in service["deployments"]
            if deployments.has_failed(each) and each["id"] not in before
        ]
        if failed or failures.are_enough(deployment["id"]):
            last = (failed or [deployment])[0]
            reason = _reason(last)
            deployments.give_up(service, last, reason)
            if _is_unknown(service):
                return
            raise ValueError(f"The service {service['serviceName']} does not become stable. {reason}")
        if _is_stable(service, deployment):
            return
        time.sleep(_PAUSE)
    raise ValueError(f"The service {arn.rsplit('/', 1)[-1]} is not stable after {_MOST_SECONDS:.0f} s")


def _is_unknown(service: Service) -> bool:
    """Whether nothing of the service runs, and nothing can: that is told, and no fault of its stack."""
    return not service.get("runningCount") and unknown_images.none_of(service)


def _reason(deployment: dict[str, Any]) -> str:
    """Why the last task failed. A deployment may fail a moment before its task does."""
    deadline = time.monotonic() + _MOMENT
    while not failures.reason(deployment["id"]) and time.monotonic() < deadline:
        time.sleep(_PAUSE)
    return failures.reason(deployment["id"]) or str(deployment.get("rolloutStateReason", ""))


def _is_stable(service: Service, deployment: dict[str, Any]) -> bool:
    desired = service.get("desiredCount", 0)
    return bool(
        deployment.get("rolloutState") == "COMPLETED"
        and deployment.get("runningCount", 0) >= desired
        and service.get("runningCount", 0) >= desired
    )


def _service(arn: str) -> Service | None:
    services = private.get(ECS, "_services")
    return next((service for service in list(services.values()) if service["serviceArn"] == arn), None)
