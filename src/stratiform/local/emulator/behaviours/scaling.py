"""Application Auto Scaling acts: targets, steps and schedules set the desired count of ECS services."""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.alarms.evaluation import latest
from stratiform.local.emulator.client import client
from stratiform.local.emulator.periodic import every
from stratiform.local.emulator.scaling.cooldown import Activities, Activity
from stratiform.local.emulator.scaling.decision import Bounds, stepped, tracked
from stratiform.local.emulator.scaling.metric import measured
from stratiform.local.emulator.scaling.schedule import Looks, due
from stratiform.local.emulator.services import application_autoscaling as service

EXPLAIN = (
    "Scaling policies look at the current minute and act within seconds, then wait for their cooldown; "
    "AWS waits for several minutes of data. Only ECS services are scaled: other targets keep their capacity."
)
SECONDS = 1.0
_COOLDOWN = 300.0
_ECS_COUNT = "ecs:service:DesiredCount"
_log = logging.getLogger("scaling")
_activities: defaultdict[str, Activities] = defaultdict(Activities)
_looks = Looks(began=time.time())


def scale(now: float) -> None:
    """One round over every target of every account and region."""
    scope = private.get("core.responses", "request_scope")
    for (account, region, key), target in list(service.targets.to_dict().items()):
        if target["ScalableDimension"] != _ECS_COUNT:
            continue
        with scope(account, region):
            try:
                _scale(str(key), target, now)
            except Exception:
                _log.exception("The target %s could not be scaled", key)


def _scale(key: str, target: dict[str, Any], now: float) -> None:
    _, cluster, name = target["ResourceId"].split("/")
    services = private.get("services.ecs", "_services")
    found = services.get(f"{cluster}/{name}")
    if found is None or found.get("status") != "ACTIVE":
        return
    _schedule(key, target, now)
    bounds = Bounds(int(target["MinCapacity"]), int(target["MaxCapacity"]))
    current = int(found["desiredCount"])
    wanted = bounds.clamp(_wanted(key, target, current, bounds, now))
    if wanted == current:
        return
    client("ecs").update_service(cluster=cluster, service=name, desiredCount=wanted)
    _activities[target["ScalableTargetARN"]].add(Activity(now, current, wanted))
    _log.warning("%s scales from %s to %s", target["ResourceId"], current, wanted)


def _wanted(key: str, target: dict[str, Any], current: int, bounds: Bounds, now: float) -> int:
    """The most that a policy asks for; fewer only when every policy that measures agrees."""
    suspended = target["SuspendedState"]
    known = _activities[target["ScalableTargetARN"]]
    wishes = [bounds.clamp(wish) for policy in _policies(key) for wish in _wish(policy, known, current, now)]
    wanted = max(wishes, default=current)
    if wanted > current and suspended["DynamicScalingOutSuspended"]:
        return current
    if wanted < current and suspended["DynamicScalingInSuspended"]:
        return current
    return wanted


def _wish(policy: dict[str, Any], known: Activities, current: int, now: float) -> Iterator[int]:
    allowed = partial(known.allowed, current, now=now)
    if policy["PolicyType"] == "TargetTrackingScaling":
        tracking = policy["TargetTrackingScalingPolicyConfiguration"]
        value = measured(policy, now)
        if value is None:
            return
        may_shrink = not tracking.get("DisableScaleIn", False)
        yield allowed(
            wish=partial(tracked, measured=value, target=float(tracking["TargetValue"]), scale_in=may_shrink),
            scale_out=_seconds(tracking, "ScaleOutCooldown"),
            scale_in=_seconds(tracking, "ScaleInCooldown"),
        )
        return
    steps = policy.get("StepScalingPolicyConfiguration") or {}
    cooldown = _seconds(steps, "Cooldown")
    for alarm in _alarms(policy["PolicyARN"]):
        value = latest(alarm, now)
        if value is None:
            continue
        falling = str(alarm.get("ComparisonOperator")).startswith("LessThan")
        beyond = value - float(alarm["Threshold"])
        wish = partial(stepped, beyond=beyond, policy=steps, falling=falling)
        yield allowed(wish=wish, scale_out=cooldown, scale_in=cooldown)


def _seconds(policy: dict[str, Any], name: str) -> float:
    given = policy.get(name)
    return _COOLDOWN if given is None else float(given)


def _policies(key: str) -> list[dict[str, Any]]:
    return [policy for name, policy in service.policies.items() if str(name).startswith(f"{key}|")]


def _alarms(policy_arn: str) -> list[dict[str, Any]]:
    """The alarms that are in ALARM and call this policy."""
    alarms = private.get("services.cloudwatch", "_alarms").values()
    return [
        alarm
        for alarm in alarms
        if alarm["StateValue"] == "ALARM" and policy_arn in (alarm.get("AlarmActions") or ())
    ]


def _schedule(key: str, target: dict[str, Any], now: float) -> None:
    """Let every scheduled action that came due since the last look set the bounds."""
    since = _looks.since(target["ScalableTargetARN"], float(target["CreationTime"]), now)
    if target["SuspendedState"]["ScheduledScalingSuspended"]:
        return
    for name, action in list(service.actions.items()):
        if str(name).startswith(f"{key}|") and due(action, since, now):
            bounds = action.get("ScalableTargetAction") or {}
            target.update({k: int(bounds[k]) for k in ("MinCapacity", "MaxCapacity") if k in bounds})


def install() -> None:
    """Start the clock."""
    every(SECONDS, scale, "scaling")
