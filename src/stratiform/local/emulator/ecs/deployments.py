"""The deployments of a service, as the emulator keeps them."""

from __future__ import annotations

from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import tasks
from stratiform.local.emulator.ecs.tasks import ECS, Service

Deployment = dict[str, Any]


class Refused(Exception):
    """A deployment may not go on, for the reason that the message has."""


def has_failed(deployment: Deployment) -> bool:
    """Whether it was given up, by us or by the circuit breaker."""
    return deployment.get("rolloutState") == "FAILED"


def give_up(service: Service, deployment: Deployment, reason: str) -> None:
    """Start no more tasks of ``deployment``, and stop those that are starting."""
    if not has_failed(deployment):
        deployment["rolloutState"] = "FAILED"
        deployment["rolloutStateReason"] = f"ECS deployment failed: {reason}"
    deployment["desiredCount"] = 0
    for task in list(private.get(ECS, "_tasks").values()):
        if task.get("_deployment_id") == deployment["id"] and tasks.active(task):
            private.get(ECS, "_stop_task")(
                {
                    "task": task["taskArn"],
                    "cluster": service["clusterArn"],
                    "reason": f"Deployment failed: {reason}",
                }
            )


def go_back(service: Service, deployment: Deployment, previous: Deployment, reason: str) -> None:
    """Make ``previous`` the service's deployment again; it is completed once its tasks run."""
    previous.update(
        status="PRIMARY",
        rolloutState="IN_PROGRESS",
        rolloutStateReason="ECS deployment rollback in progress.",
        desiredCount=service.get("desiredCount", 0),
    )
    service["taskDefinition"] = previous["taskDefinition"]
    # At the end: CloudFormation begins its own rollback when it sees that, and finds the service gone back.
    deployment.update(
        status="ACTIVE",
        rolloutState="FAILED",
        rolloutStateReason=f"ECS deployment failed: {reason}",
        desiredCount=0,
    )
