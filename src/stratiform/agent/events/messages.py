"""What events say: Secrets Manager's, CloudTrail's, AppConfig's and Parameter Store's, each in its own shape.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html,
https://docs.aws.amazon.com/secretsmanager/latest/userguide/cloudtrail_log_entries.html,
https://docs.aws.amazon.com/appconfig/latest/userguide/working-with-appconfig-extensions-about-predefined-notification-eventbridge.html,
https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stratiform.agent.appconfig.profile import Profile

_MOVING = frozenset(
    {"PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage", "RestoreSecret", "CreateSecret"}
)
_DEPLOYMENTS = {
    "OnDeploymentStart": "start",
    "OnDeploymentStep": "start",
    "OnDeploymentBaking": "start",
    "OnDeploymentComplete": "complete",
    "OnDeploymentRolledBack": "rolled back",
}
_CALLED_DEPLOYMENTS = {"StartDeployment": "start", "StopDeployment": "rolled back"}


@dataclass(frozen=True)
class SecretMoved:
    """A label of a secret is on another version: on ``version``, where the event tells."""

    secret_id: str
    time: float
    label: str | None = None
    version: str | None = None


@dataclass(frozen=True)
class SecretGone:
    """A secret was deleted."""

    secret_id: str


@dataclass(frozen=True)
class ParameterChanged:
    """A parameter has another value or label, or was deleted."""

    name: str
    time: float
    deleted: bool = False


@dataclass(frozen=True)
class Deployed:
    """A deployment of AppConfig has reached a ``stage``: ``start``, ``complete`` or ``rolled back``.

    The three others are every name and id that the event tells of the application, environment and profile.
    """

    stage: str
    applications: frozenset[str]
    environments: frozenset[str]
    profiles: frozenset[str]
    time: float
    number: int | None = None
    version: str | None = None

    def concerns(self, profile: Profile) -> bool:
        """Whether it is a deployment of ``profile``; an event may not tell of which profile it is."""
        return (
            profile.application in self.applications
            and profile.environment in self.environments
            and (profile.configuration in self.profiles or not self.profiles)
        )


Event = SecretMoved | SecretGone | ParameterChanged | Deployed


def parse(text: str) -> Event | None:
    """The event in a message, also inside SNS's envelope; None for what is none or concerns nobody here."""
    try:
        body = json.loads(text)
        if isinstance(body, dict) and body.get("Type") == "Notification":
            body = json.loads(body["Message"])
        return _event(body)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _event(body: Mapping[str, Any]) -> Event | None:
    source, kind, detail = body.get("source"), body.get("detail-type", ""), body.get("detail") or {}
    if detail.get("errorCode"):
        return None  # a call that changed nothing
    if source == "aws.secretsmanager" and kind == "Secret Label Updated":
        return SecretMoved(
            body["resources"][0], _moment(body["time"]), detail.get("labelUpdated"), detail.get("versionId")
        )
    if source == "aws.ssm" and kind == "Parameter Store Change":
        return ParameterChanged(detail["name"], _moment(body["time"]), detail.get("operation") == "Delete")
    if kind.endswith("via CloudTrail"):
        return _called(detail, _moment(detail.get("eventTime") or body["time"]))
    if source == "aws.appconfig":
        return _deployed(detail, _moment(body["time"]))
    return None


def _called(detail: Mapping[str, Any], time: float) -> Event | None:
    name = detail.get("eventName", "")
    parameters, answer = detail.get("requestParameters") or {}, detail.get("responseElements") or {}
    if name == "RotationSucceeded":
        return SecretMoved(detail["additionalEventData"]["SecretId"], time)
    if detail.get("eventSource") == "secretsmanager.amazonaws.com":
        found = [answer.get("arn"), answer.get("aRN"), parameters.get("secretId"), parameters.get("name")]
        secret_id = str(next(filter(None, found), ""))
        if name == "DeleteSecret" and secret_id:
            return SecretGone(secret_id)
        return SecretMoved(secret_id, time) if name in _MOVING and secret_id else None
    if name in _CALLED_DEPLOYMENTS and parameters.get("applicationId"):
        number = answer.get("deploymentNumber") or parameters.get("deploymentNumber")
        return Deployed(
            _CALLED_DEPLOYMENTS[name],
            frozenset({parameters["applicationId"]}),
            frozenset({parameters["environmentId"]}),
            frozenset(filter(None, [parameters.get("configurationProfileId")])),
            time,
            _whole(number),
        )
    return None


def _deployed(detail: Mapping[str, Any], time: float) -> Deployed | None:
    stage = _DEPLOYMENTS.get(str(detail.get("Type", "")))
    if stage is None:
        return None
    version = str(detail.get("ConfigurationVersion") or "")
    return Deployed(
        stage,
        _names(detail["Application"]),
        _names(detail["Environment"]),
        _names(detail["ConfigurationProfile"]),
        time,
        _whole(detail.get("DeploymentNumber")),
        version if version.isprintable() and version.isascii() and version else None,  # it goes into a header
    )


def _names(part: Mapping[str, str]) -> frozenset[str]:
    return frozenset(filter(None, (part.get("Id"), part.get("Name"))))


def _whole(number: object) -> int | None:
    """AppConfig tells a number on EventBridge and a text on SQS."""
    return int(str(number)) if str(number).isdecimal() else None


def _moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
