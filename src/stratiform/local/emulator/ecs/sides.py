"""Which of its two target groups a deployment that shifts traffic uses, and which one production has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import strategy
from stratiform.local.emulator.ecs.deployments import Deployment
from stratiform.local.emulator.ecs.tasks import ECS, Service, Task

_PRODUCTION = "_production"
_PRODUCTION_SIDE = "_production_alternate"
_SIDE = "_alternate"


def shifts(service: Service) -> bool:
    """Whether a deployment of the service starts its tasks beside the old ones and then takes the traffic."""
    return bool(strategy.steps(service.get("deploymentConfiguration") or {}))


def production(service: Service) -> Deployment | None:
    """The deployment that has the production traffic, while the service keeps it."""
    known = service.get(_PRODUCTION)
    found = [each for each in service["deployments"] if each["id"] == known]
    completed = [each for each in service["deployments"] if each.get("rolloutState") == "COMPLETED"]
    return next(iter(found or completed), None)


def took_production(service: Service, deployment: Deployment) -> None:
    """Remember that all traffic goes to ``deployment``."""
    service[_PRODUCTION_SIDE] = is_alternate(service, deployment)
    service[_PRODUCTION] = deployment["id"]


def is_alternate(service: Service, deployment: Deployment) -> bool:
    """Whether its tasks are in the alternate target groups: where production's are not, decided once."""
    if _SIDE not in deployment:
        side = bool(service.get(_PRODUCTION_SIDE, False))
        before = production(service)
        deployment[_SIDE] = not side if before is not None and before is not deployment else side
    return bool(deployment[_SIDE])


def group(balancer: Mapping[str, Any], *, alternate: bool) -> str:
    """The target group of one side, of an entry of ``loadBalancers``; empty where there is no such side."""
    if not alternate:
        return str(balancer.get("targetGroupArn") or "")
    return str((balancer.get("advancedConfiguration") or {}).get("alternateTargetGroupArn") or "")


def tasks_of(service: Service, deployment: Deployment) -> list[Task]:
    """Its tasks that nobody asked to stop."""
    states = private.get(ECS, "_PRE_STOP_STATUSES")
    return [
        task
        for task in list(private.get(ECS, "_tasks").values())
        if task.get("_deployment_id") == deployment["id"]
        and task.get("clusterArn") == service["clusterArn"]
        and task.get("lastStatus") in states
    ]
