"""Lifecycle hooks: the functions that a deployment asks at its stages whether it may go on.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator.client import client
from stratiform.local.emulator.ecs import strategy
from stratiform.local.emulator.ecs.deployments import Deployment, Refused
from stratiform.local.emulator.ecs.tasks import Service

_DELAY = 30.0


def at(service: Service, stage: str) -> list[dict[str, Any]]:
    """The hooks of the service for one stage."""
    configured = (service.get("deploymentConfiguration") or {}).get("lifecycleHooks") or ()
    return [hook for hook in configured if stage in (hook.get("lifecycleStages") or ())]


def ask(service: Service, deployment: Deployment, stage: str, wait: Callable[[float], None]) -> None:
    """Ask every hook of ``stage``; ``wait`` takes the seconds until one wants to be asked again.

    Raises Refused with the reason where one does not let the deployment go on.
    """
    for hook in at(service, stage):
        details = hook.get("hookDetails")
        while True:
            answer = _invoke(hook, _event(service, deployment, stage, details))
            match answer.get("hookStatus"):
                case "SUCCEEDED":
                    break
                case "IN_PROGRESS":
                    details = answer.get("hookDetails", details)
                    wait(float(answer.get("callBackDelay") or _DELAY) / 60 * strategy.MINUTE)
                case status:
                    raise Refused(f"The hook {_name(hook)} answered {status or 'nothing'} at {stage}.")


def _invoke(hook: dict[str, Any], event: dict[str, Any]) -> dict[str, Any]:
    if not hook.get("hookTargetArn"):
        raise Refused("A hook without a function: pause hooks are not run locally.")
    try:
        answer = client("lambda").invoke(FunctionName=hook["hookTargetArn"], Payload=json.dumps(event))
        told = json.loads(answer["Payload"].read() or b"null")
    except Exception as error:
        raise Refused(f"The hook {_name(hook)} could not be asked: {error}") from error
    if answer.get("FunctionError"):
        said = told.get("errorMessage", "") if isinstance(told, dict) else told
        raise Refused(f"The hook {_name(hook)} failed: {said}")
    return told if isinstance(told, dict) else {}


def _event(service: Service, deployment: Deployment, stage: str, details: Any) -> dict[str, Any]:
    arn, number = str(service["serviceArn"]), deployment["id"].rpartition("/")[2]
    event = {
        "executionId": number,
        "lifecycleStage": stage,
        "resourceArn": f"{arn.replace(':service/', ':service-deployment/')}/{number}",
        "executionDetails": {
            "serviceArn": arn,
            "targetServiceRevisionArn": f"{arn.replace(':service/', ':service-revision/')}/{number}",
        },
    }
    return event if details is None else {**event, "hookDetails": details}


def _name(hook: dict[str, Any]) -> str:
    return str(hook.get("hookTargetArn", "")).rpartition(":")[2]
