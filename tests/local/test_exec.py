"""Where a command runs: which task of which service, and which of its containers."""

from __future__ import annotations

from typing import Any

import pytest

from stratiform.errors import NotRunning, WrongUse
from stratiform.local import exec as subject
from stratiform.local.deployment import Deployment, Placed
from stratiform.local.target import Target

TARGET = Target("000000000000", "us-east-1")
ARN = "arn:aws:ecs:us-east-1:000000000000:service/shop/shop-web"
TASK = "arn:aws:ecs:us-east-1:000000000000:task/shop"


def task(id: str, created: str, *names: str, status: str = "RUNNING") -> dict[str, Any]:
    return {
        "taskArn": f"{TASK}/{id}",
        "lastStatus": status,
        "createdAt": created,
        "taskDefinitionArn": "definition",
        "containers": [{"name": name, "runtimeId": f"{id}-{name}"} for name in names],
    }


@pytest.fixture
def deployment(tmp_path: Any) -> Deployment:
    web = Placed("Shop", "Web1", "Shop/Web/Resource/Service", "AWS::ECS::Service", ARN, TARGET)
    return Deployment(target=TARGET, endpoint="http://127.0.0.1:1", stacks=(), resources=(web,))


@pytest.fixture
def ecs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What ECS answers."""
    answers: dict[str, Any] = {
        "DescribeServices": {"services": [{"loadBalancers": []}]},
        "DescribeTaskDefinition": {"taskDefinition": {"containerDefinitions": [{"name": "web"}]}},
    }

    def answer(placed: Placed, endpoint: str, operation: str, body: Any) -> Any:
        if operation == "ListTasks":
            assert body == {"cluster": "shop", "serviceName": "shop-web"}
            return {"taskArns": [one["taskArn"] for one in answers["tasks"]]}
        return {"tasks": answers["tasks"]} if operation == "DescribeTasks" else answers[operation]

    monkeypatch.setattr(subject, "ecs", answer)
    return answers


def test_the_oldest_running_task_is_taken(deployment: Deployment, ecs: dict[str, Any]) -> None:
    ecs["tasks"] = [
        task("starting", "2026-01-01T00:00:00", "web", status="ACTIVATING"),
        task("young", "2026-01-01T00:02:00", "web"),
        task("old", "2026-01-01T00:01:00", "web"),
    ]
    found = subject.place("Web", deployment)
    assert (found.service, found.task, found.container, found.id) == ("Shop/Web", "old", "web", "old-web")


def test_a_task_is_named_by_how_its_id_begins(deployment: Deployment, ecs: dict[str, Any]) -> None:
    ecs["tasks"] = [task("abc", "1", "web"), task("abd", "2", "web"), task("xyz", "3", "web")]
    assert subject.place("Web", deployment, task="x").task == "xyz"
    with pytest.raises(WrongUse) as ambiguous:
        subject.place("Web", deployment, task="ab")
    assert ambiguous.value.fix == "Use one of: abc, abd"
    with pytest.raises(WrongUse, match="no running task called 'q'"):
        subject.place("Web", deployment, task="q")


@pytest.mark.parametrize("balanced", [True, False], ids=["behind a load balancer", "without one"])
def test_a_sidecar_is_not_what_is_meant(deployment: Deployment, ecs: dict[str, Any], balanced: bool) -> None:
    ecs["tasks"] = [task("one", "1", "agent", "web", "logs")]
    ecs["DescribeTaskDefinition"]["taskDefinition"]["containerDefinitions"] = [
        {"name": "agent", "essential": True},
        {"name": "web", "essential": True, "dependsOn": [{"containerName": "agent", "condition": "HEALTHY"}]},
        {"name": "logs", "essential": False},
    ]
    if balanced:
        ecs["DescribeServices"]["services"][0]["loadBalancers"] = [{"containerName": "web"}]
    assert subject.place("Web", deployment).container == "web"
    assert subject.place("Web", deployment, container="agent").id == "one-agent"
    with pytest.raises(WrongUse) as raised:
        subject.place("Web", deployment, container="lugs")
    assert raised.value.fix == "Did you mean logs?"


def test_a_service_without_a_running_task_says_where_to_look(
    deployment: Deployment, ecs: dict[str, Any]
) -> None:
    ecs["tasks"] = []
    with pytest.raises(NotRunning, match="No task of Shop/Web runs") as raised:
        subject.place("Web", deployment)
    assert "strat logs" in raised.value.fix
