"""One deployment takes the traffic over: hooks, test traffic, production traffic by steps, bake time."""

from __future__ import annotations

import time
from collections.abc import Callable

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import deployments, failures, hooks, sides, strategy, traffic
from stratiform.local.emulator.ecs.deployments import Deployment, Refused
from stratiform.local.emulator.ecs.tasks import ECS, Service

_PAUSE = 0.1
_WHOLE = 100.0


class _Overtaken(Exception):
    """The deployment is no longer what the service wants: it failed, or a newer one came."""


def run(service: Service, deployment: Deployment) -> bool:
    """Whether ``deployment``, whose tasks are steady, has all production traffic now.

    Where it may not have it, production has all of it again, and the deployment has failed or was overtaken.
    """
    before = sides.production(service)
    first = before is None
    if before is deployment:
        send(service, deployment)
        return True
    try:
        _take_over(service, deployment, first=first)
    except _Overtaken:
        if before is not None:
            send(service, before)
        return False
    except Refused as refusal:
        _give_back(service, deployment, str(refusal))
        return False
    sides.took_production(service, deployment)
    return True


def ask(service: Service, deployment: Deployment, stage: str) -> bool:
    """Whether the hooks of ``stage`` let ``deployment`` go on. Where one does not, the service goes back."""
    try:
        hooks.ask(service, deployment, stage, _wait(service, deployment, frozenset()))
    except _Overtaken:
        return False
    except Refused as refusal:
        _give_back(service, deployment, str(refusal))
        return False
    return True


def _take_over(service: Service, deployment: Deployment, *, first: bool) -> None:
    wait = _wait(service, deployment, _raised(service))
    alternate = sides.is_alternate(service, deployment)
    hooks.ask(service, deployment, "POST_SCALE_UP", wait)
    traffic.give(service, _WHOLE, alternate=alternate, kind="testListenerRule")
    for stage in ("TEST_TRAFFIC_SHIFT", "POST_TEST_TRAFFIC_SHIFT", "PRE_PRODUCTION_TRAFFIC_SHIFT"):
        hooks.ask(service, deployment, stage, wait)
    for number, step in enumerate(strategy.steps(service["deploymentConfiguration"])):
        if first and step.percent < _WHOLE:
            continue
        traffic.give(service, step.percent, alternate=alternate)
        if not number or first:
            hooks.ask(service, deployment, "PRODUCTION_TRAFFIC_SHIFT", wait)
        if step.percent >= _WHOLE:
            hooks.ask(service, deployment, "POST_PRODUCTION_TRAFFIC_SHIFT", wait)
        wait(0.0 if first else step.minutes * strategy.MINUTE)


def _wait(service: Service, deployment: Deployment, ignored: frozenset[str]) -> Callable[[float], None]:
    """Sleep, unless the deployment is overtaken or an alarm is raised that was not before."""

    def wait(seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            primary = private.get(ECS, "_primary_deployment")(service)
            if service.get("status") != "ACTIVE" or primary is not deployment or _failed(deployment):
                raise _Overtaken
            if new := sorted(_raised(service) - ignored):
                raise Refused(f"The alarm {new[0]} was raised.")
            left = end - time.monotonic()
            if left <= 0:
                return
            time.sleep(min(_PAUSE, left))

    return wait


def _raised(service: Service) -> frozenset[str]:
    """The alarms of the service's deployments that are raised now."""
    configured = (service.get("deploymentConfiguration") or {}).get("alarms") or {}
    if not configured.get("enable"):
        return frozenset()
    known = private.get("services.cloudwatch", "_alarms")
    states = {name: (known.get(name) or {}).get("StateValue") for name in configured.get("alarmNames") or ()}
    return frozenset(name for name, state in states.items() if state == "ALARM")


def _failed(deployment: Deployment) -> bool:
    return deployments.has_failed(deployment)


def _give_back(service: Service, deployment: Deployment, reason: str) -> None:
    before = sides.production(service)
    if before is None or before is deployment:
        deployments.give_up(service, deployment, reason)
    else:
        send(service, before)
        deployments.go_back(service, deployment, before, reason)
    failures.failed(deployment["id"], reason, time.time(), conclusive=True)


def send(service: Service, deployment: Deployment) -> None:
    """Give ``deployment`` all requests, those of the test listener too."""
    alternate = sides.is_alternate(service, deployment)
    traffic.give(service, _WHOLE, alternate=alternate)
    traffic.give(service, _WHOLE, alternate=alternate, kind="testListenerRule")
