"""Deployments of AppConfig go on by themselves, and tell the default bus where the extension is associated.

https://docs.aws.amazon.com/appconfig/latest/userguide/working-with-appconfig-extensions-about-predefined-notification-eventbridge.html
"""

from __future__ import annotations

import contextvars
import functools
import threading
import time
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created, Properties
from stratiform.local.emulator.resources.appconfig_extensions import TAG
from stratiform.local.emulator.service_events import send

EXPLAIN = (
    "A configuration that a stack deploys is complete at once, whatever its strategy says. One that"
    " StartDeployment begins takes the strategy's time, and an alarm of its environment takes it back."
)
_APPCONFIG = "services.appconfig"
_KINDS = {
    "DEPLOYMENT_STARTED": ("On Deployment Start", "OnDeploymentStart"),
    "DEPLOYMENT_COMPLETED": ("On Deployment Complete", "OnDeploymentComplete"),
    "ROLLBACK_COMPLETED": ("On Deployment Rolled Back", "OnDeploymentRolledBack"),
    "REVERT_COMPLETED": ("On Deployment Rolled Back", "OnDeploymentRolledBack"),
}
_GOING_ON = ("DEPLOYING", "BAKING")
_STEP = 0.2  # seconds

Deployment = dict[str, Any]


def install() -> None:
    """Follow each event of each deployment, and the deployments that a stack makes."""
    private.wrap(_APPCONFIG, "_add_deployment_event", _telling)
    private.wrap(_APPCONFIG, "_start_deployment", _going_on)
    extend("AWS::AppConfig::Deployment", "create", _creating)


def _telling(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def add(record: Deployment, event_type: str, *rest: Any) -> None:
        original(record, event_type, *rest)
        _tell(record, event_type)

    return add


def _tell(record: Deployment, event_type: str) -> None:
    association = _association(record)
    if event_type not in _KINDS or association is None:
        return
    kind, type_ = _KINDS[event_type]
    application, profile = record["ApplicationId"], record["ConfigurationProfileId"]
    environment = f"{application}/{record['EnvironmentId']}"
    detail = {
        "InvocationId": association[:7],
        "Parameters": {},
        "Type": type_,
        "Application": _named("_applications", application),
        "Environment": _named("_environments", environment),
        "ConfigurationProfile": _named("_config_profiles", f"{application}/{profile}"),
        "DeploymentNumber": record["DeploymentNumber"],
        "ConfigurationVersion": str(record.get("ConfigurationVersion", "")),
    }
    send("aws.appconfig", kind, detail, association)


def _named(store: str, key: str) -> dict[str, str]:
    found = private.get(_APPCONFIG, store).get(key) or {}
    return {"Id": key.rpartition("/")[2], "Name": found.get("Name", "")}


def _association(record: Deployment) -> str | None:
    """The association with the application, the environment or the profile of a deployment."""
    application = record["ApplicationId"]
    tags = private.get(_APPCONFIG, "_tags")
    places = (
        "",
        f"/environment/{record['EnvironmentId']}",
        f"/configurationprofile/{record['ConfigurationProfileId']}",
    )
    for arn, found in list(tags.items()):
        if TAG in found and any(arn.endswith(f":application/{application}{place}") for place in places):
            return str(found[TAG])
    return None


def _going_on(original: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack looks at the clock only when somebody asks."""

    @functools.wraps(original)
    def start(app_id: str, env_id: str, body: dict[str, Any]) -> Any:
        answer = original(app_id, env_id, body)
        if answer[0] < 300:
            scope = contextvars.copy_context()
            threading.Thread(target=scope.run, args=(_follow, app_id, env_id), daemon=True).start()
        return answer

    return start


def _follow(app_id: str, env_id: str) -> None:
    refresh = private.get(_APPCONFIG, "_refresh_environment")
    while any(each["State"] in _GOING_ON for each in refresh(app_id, env_id)):
        time.sleep(_STEP)


def _creating(original: Callable[..., Created]) -> Callable[..., Created]:
    """A stack's deployment is complete at once."""

    def create(logical_id: str, properties: Properties, stack: str) -> Created:
        number, attributes = original(logical_id, properties, stack)
        key = f"{properties['ApplicationId']}/{properties['EnvironmentId']}/{number}"
        record = private.get(_APPCONFIG, "_deployments")[key]
        for event_type in ("DEPLOYMENT_STARTED", "DEPLOYMENT_COMPLETED"):
            _tell(record, event_type)
        return number, attributes

    return create
