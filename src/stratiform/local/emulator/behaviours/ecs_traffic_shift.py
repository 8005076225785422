"""Blue/green, canary and linear deployments: new tasks take the traffic by steps, or give it back."""

from __future__ import annotations

import contextvars
import logging
import threading
from collections.abc import Callable

from stratiform.local.emulator import private
from stratiform.local.emulator.ecs import hooks, shift, sides
from stratiform.local.emulator.ecs.deployments import Deployment
from stratiform.local.emulator.ecs.tasks import ECS, Service

EXPLAIN = (
    "A minute of a canary's or a linear step, of a bake time or a hook's delay takes a second, a service's"
    " first deployment waits for none, and there are no pause hooks and no test traffic by Service Connect."
)

_BEFORE_TASKS = ("RECONCILE_SERVICE", "PRE_SCALE_UP")
_ASKED = "_asked_before_tasks"
_under_way: set[str] = set()
_lock = threading.Lock()
_log = logging.getLogger("ecs")


def install() -> None:
    """Shift traffic before a deployment is completed, and keep what it shifts away from until then."""
    private.wrap(ECS, "_complete_service_deployment", _shifting)
    private.wrap(ECS, "_reconcile_service_tasks", _keeping)


def _shifting(original: Callable[..., None]) -> Callable[..., None]:
    def complete(cluster_name: str, svc_key: str, expected_deployment_id: str | None = None) -> None:
        service = private.get(ECS, "_services").get(svc_key)
        deployment = _in_progress(service)
        if service is None or deployment is None or not sides.shifts(service):
            original(cluster_name, svc_key, expected_deployment_id)
            return
        if expected_deployment_id in (None, deployment["id"]) and _is_ready(service, deployment):
            _in_a_thread(
                deployment["id"], lambda: _shift(service, deployment, cluster_name, svc_key, original)
            )

    return complete


def _shift(
    service: Service, deployment: Deployment, cluster: str, key: str, complete: Callable[..., None]
) -> None:
    if shift.run(service, deployment):
        complete(cluster, key, deployment["id"])
    else:
        _go_on(cluster, key)


def _keeping(original: Callable[[str, str], None]) -> Callable[[str, str], None]:
    def reconcile(cluster_name: str, svc_key: str) -> None:
        service = private.get(ECS, "_services").get(svc_key)
        deployment = _in_progress(service)
        if service is None or deployment is None or not sides.shifts(service):
            original(cluster_name, svc_key)
            return
        if not deployment.get(_ASKED) and any(hooks.at(service, stage) for stage in _BEFORE_TASKS):
            _in_a_thread(f"{svc_key} hooks", lambda: _ask(service, deployment, cluster_name, svc_key))
            return
        before = sides.production(service)
        if before is None or before is deployment:
            original(cluster_name, svc_key)
            return
        if any(sides.tasks_of(service, other) for other in _overtaken(service)):
            _in_a_thread(f"{svc_key} overtaken", lambda: _make_room(service, cluster_name, svc_key))
            return
        original(cluster_name, svc_key)
        if service.get("desiredCount"):
            _keep(service, before, cluster_name)

    return reconcile


def _ask(service: Service, deployment: Deployment, cluster: str, key: str) -> None:
    deployment[_ASKED] = all(shift.ask(service, deployment, stage) for stage in _BEFORE_TASKS)
    _go_on(cluster, key)


def _make_room(service: Service, cluster: str, key: str) -> None:
    """Production has all traffic again, and what a newer deployment overtook is gone."""
    if (before := sides.production(service)) is not None:
        shift.send(service, before)
    for deployment in _overtaken(service):
        for task in sides.tasks_of(service, deployment):
            private.get(ECS, "_stop_task")(
                {"task": task["taskArn"], "cluster": cluster, "reason": "Deployment overtaken"}
            )
    _go_on(cluster, key)


def _overtaken(service: Service) -> list[Deployment]:
    kept = (private.get(ECS, "_primary_deployment")(service), sides.production(service))
    return [each for each in service["deployments"] if all(each is not one for one in kept)]


def _go_on(cluster: str, key: str) -> None:
    private.get(ECS, "_reconcile_service_tasks")(cluster, key)
    private.get(ECS, "_complete_service_deployment")(cluster, key)


def _in_progress(service: Service | None) -> Deployment | None:
    deployment: Deployment | None = private.get(ECS, "_primary_deployment")(service) if service else None
    is_active = service is not None and service.get("status") == "ACTIVE"
    return (
        deployment if is_active and deployment and deployment.get("rolloutState") == "IN_PROGRESS" else None
    )


def _is_ready(service: Service, deployment: Deployment) -> bool:
    steady = [
        task
        for task in sides.tasks_of(service, deployment)
        if task.get("lastStatus") == "RUNNING" and task.get("_startup_stable")
    ]
    return len(steady) >= int(service.get("desiredCount", 0))


def _keep(service: Service, before: Deployment, cluster: str) -> None:
    """Replace tasks of production that ended meanwhile: they have the traffic still."""
    missing = int(before.get("desiredCount", 0)) - len(sides.tasks_of(service, before))
    if missing <= 0:
        return
    kept = ("launchType", "capacityProviderStrategy", "networkConfiguration", "enableExecuteCommand")
    private.get(ECS, "_run_task")(
        {name: service.get(name) for name in kept}
        | {
            "cluster": cluster,
            "taskDefinition": before["taskDefinition"],
            "count": missing,
            "group": f"service:{service['serviceName']}",
            "startedBy": service["serviceName"],
            "_deploymentId": before["id"],
        }
    )


def _in_a_thread(key: str, work: Callable[[], None]) -> None:
    """One at a time for each deployment, in the account and region of the caller."""
    with _lock:
        if key in _under_way:
            return
        _under_way.add(key)
    scope = contextvars.copy_context()

    def run() -> None:
        try:
            scope.run(work)
        except Exception:
            _log.exception("the deployment %s could not go on", key)
        finally:
            with _lock:
                _under_way.discard(key)

    threading.Thread(target=run, daemon=True, name="ecs-traffic-shift").start()
