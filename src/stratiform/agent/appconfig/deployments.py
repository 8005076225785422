"""What AppConfig's control plane says of a profile's deployments, where the task may ask it.

https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_ListDeployments.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from stratiform.agent.appconfig.profile import Profile
from stratiform.agent.aws import DEPLOYMENTS, Aws

_RUNNING = frozenset({"VALIDATING", "DEPLOYING", "BAKING"})


@dataclass(frozen=True)
class Deployment:
    """One deployment. ``share`` is in percent of callers; moments are in seconds since the epoch."""

    number: int
    version: str
    state: str
    share: float
    started: float
    ended: float | None = None
    label: str | None = None

    @property
    def runs(self) -> bool:
        """Whether some callers get its version and others the one before."""
        return self.state in _RUNNING

    @property
    def is_complete(self) -> bool:
        """Whether every caller gets its version, until another is deployed."""
        return self.state == "COMPLETE"


async def listed(aws: Aws, profile: Profile) -> tuple[Deployment, ...]:
    """The last deployments of ``profile``, the newest first. Raises ServiceError and Unreachable."""
    application, environment = quote(profile.application, safe=""), quote(profile.environment, safe="")
    path = f"/applications/{application}/environments/{environment}/deployments?max_results=50"
    answer = await aws.rest(DEPLOYMENTS, "GET", path)
    found = [_read(each) for each in json.loads(answer.body).get("Items") or () if _is_of(each, profile)]
    return tuple(sorted(found, key=lambda each: -each.number))


def in_effect(deployments: Sequence[Deployment]) -> Deployment | None:
    """The one whose version every caller gets that a running one does not reach."""
    return next((each for each in deployments if each.is_complete), None)


def _is_of(found: Mapping[str, Any], profile: Profile) -> bool:
    return profile.configuration in (found.get("ConfigurationProfileId"), found.get("ConfigurationName"))


def _read(found: Mapping[str, Any]) -> Deployment:
    ended = found.get("CompletedAt")
    return Deployment(
        int(found["DeploymentNumber"]),
        str(found.get("ConfigurationVersion") or ""),
        str(found.get("State") or ""),
        float(found.get("PercentageComplete") or 0.0),
        _moment(found.get("StartedAt")),
        None if ended is None else _moment(ended),
        found.get("VersionLabel") or None,
    )


def _moment(text: Any) -> float:
    return datetime.fromisoformat(str(text)).timestamp() if text else 0.0
