"""A deployment whose traffic is given back fails at the end: CloudFormation goes back when it sees that."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.local.emulator.ecs import deployments, failures, hooks, shift, traffic
from stratiform.local.emulator.ecs.deployments import Refused


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, bool]]:
    """Each change of weights: the percent, and whether the new deployment had failed before it."""
    found: list[tuple[float, bool]] = []

    def give(service: Any, percent: float, **_: Any) -> None:
        new = service["deployments"][0]
        found.append((percent, deployments.has_failed(new) or failures.are_enough(new["id"])))

    def refuse(service: Any, deployment: Any, stage: str, wait: Any) -> None:
        if stage == "POST_PRODUCTION_TRAFFIC_SHIFT":
            raise Refused("no")

    monkeypatch.setattr(traffic, "give", give)
    monkeypatch.setattr(hooks, "ask", refuse)
    return found


def test_the_service_has_gone_back_before_its_deployment_fails(
    seen: list[tuple[float, bool]], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"id": "old", "status": "ACTIVE", "rolloutState": "COMPLETED", "taskDefinition": "web:1"}
    new = {"id": "new", "status": "PRIMARY", "rolloutState": "IN_PROGRESS", "taskDefinition": "web:2"}
    service = {
        "deployments": [new, old],
        "taskDefinition": "web:2",
        "desiredCount": 1,
        "deploymentConfiguration": {"strategy": "BLUE_GREEN"},
    }
    definitions: list[str] = []
    tell = failures.failed

    def failed(*arguments: Any, **named: Any) -> None:
        definitions.append(str(service["taskDefinition"]))
        tell(*arguments, **named)

    monkeypatch.setattr(failures, "failed", failed)
    assert not shift.run(service, new)
    assert [percent for percent, _ in seen] == [100] * 4, "test and production, there and back"
    assert not any(has_failed for _, has_failed in seen)
    assert definitions == ["web:1"]
    assert (old["status"], new["rolloutState"]) == ("PRIMARY", "FAILED")
    assert failures.reason("new") == "no"
