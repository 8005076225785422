"""Which share of the requests each side of a service gets: the weights in its load balancers' rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Literal

from stratiform.errors import GatewayFailed
from stratiform.local.emulator.call import call
from stratiform.local.emulator.ecs import sides
from stratiform.local.emulator.ecs.tasks import Service
from stratiform.local.emulator.own_state import own_state
from stratiform.local.gateway import process

Kind = Literal["productionListenerRule", "testListenerRule"]
_RULE = ":listener-rule/"


def give(service: Service, percent: float, *, alternate: bool, kind: Kind = "productionListenerRule") -> None:
    """Give one side ``percent`` of the requests and the other the rest; return when the gateway does so.

    Raises botocore's ClientError where a rule is not there.
    """
    changed = False
    for balancer in service.get("loadBalancers") or ():
        rule = (balancer.get("advancedConfiguration") or {}).get(kind)
        groups = {side: sides.group(balancer, alternate=side) for side in (False, True)}
        if not rule or not all(groups.values()):
            continue
        weights = {groups[alternate]: percent, groups[not alternate]: 100 - percent}
        changed |= _write(str(rule), {arn: round(weight) for arn, weight in weights.items()})
    if changed:
        _tell()


def _write(arn: str, weights: Mapping[str, int]) -> bool:
    """Set the weights of a rule or of a listener's own action; False where they are so."""
    is_rule = _RULE in arn
    if is_rule:
        (found,) = call("elbv2", "describe_rules", {"RuleArns": [arn]})["Rules"]
        actions = found["Actions"]
    else:
        (found,) = call("elbv2", "describe_listeners", {"ListenerArns": [arn]})["Listeners"]
        actions = found["DefaultActions"]
    if dict(_weights(actions)) == weights:
        return False
    forward = {
        "Type": "forward",
        "ForwardConfig": {
            **_stickiness(actions),
            "TargetGroups": [{"TargetGroupArn": one, "Weight": weight} for one, weight in weights.items()],
        },
    }
    if is_rule:
        call("elbv2", "modify_rule", {"RuleArn": arn, "Actions": [forward]})
    else:
        call("elbv2", "modify_listener", {"ListenerArn": arn, "DefaultActions": [forward]})
    return True


def _weights(actions: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    for action in actions:
        for group in (action.get("ForwardConfig") or {}).get("TargetGroups") or ():
            yield group["TargetGroupArn"], int(group.get("Weight", 1))


def _stickiness(actions: list[dict[str, Any]]) -> dict[str, Any]:
    name = "TargetGroupStickinessConfig"
    kept = next((action["ForwardConfig"].get(name) for action in actions if "ForwardConfig" in action), None)
    return {name: kept} if kept else {}


def _tell() -> None:
    gateway = process.find(own_state())
    if gateway is not None:
        # One that does not answer is about to end, or reads the rules when it can.
        with suppress(GatewayFailed):
            gateway.refresh()
