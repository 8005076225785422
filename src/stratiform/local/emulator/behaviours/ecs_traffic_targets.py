"""While a deployment shifts traffic, old and new tasks are in a target group each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import sides, tasks
from stratiform.local.emulator.ecs.tasks import ECS, Service

EXPLAIN = None
_LEDGER = "_published_targets"


def install() -> None:
    """Register the tasks of such services by their deployment."""
    private.wrap(ECS, "_sync_service_targets", _by_side)


def _by_side(original: Callable[[str, Service], None]) -> Callable[[str, Service], None]:
    def sync(cluster_name: str, svc: Service) -> None:
        balancers = svc.get("loadBalancers") or ()
        if not sides.shifts(svc) or not all(sides.group(each, alternate=True) for each in balancers):
            original(cluster_name, svc)
            return
        for balancer in balancers:
            for alternate in (False, True):
                group = sides.group(balancer, alternate=alternate)
                _register(svc, group, int(balancer.get("containerPort", 80)), alternate=alternate)

    return sync


def _register(service: Service, group: str, port: int, *, alternate: bool) -> None:
    with private.get("core.concurrency", "resource_lock")("elbv2-targets", group):
        targets = _addresses(service, alternate=alternate) if service.get("status") == "ACTIVE" else []
        ledger: dict[str, Any] = service.setdefault(_LEDGER, {})
        set_targets = private.get("services.alb", "set_targets_for_group")
        set_targets(group, [(address, port) for address in targets], ledger.get(group, ()))
        ledger[group] = targets


def _addresses(service: Service, *, alternate: bool) -> list[str]:
    found = (
        tasks.address(task)
        for deployment in service["deployments"]
        if sides.is_alternate(service, deployment) == alternate
        for task in sides.tasks_of(service, deployment)
        if task.get("lastStatus") == "RUNNING"
    )
    return [address for address in found if address]
