"""A call to ECS is judged by its own resource and by its cluster, as AWS does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

pytestmark = pytest.mark.local

PREFIX = "arn:aws:ecs:us-east-1:000000000000"


@pytest.fixture
def allowed(user: Callable[..., Any]) -> Callable[..., Any]:
    """A client of ECS for a user whom one statement allows something."""

    def client(action: str, resource: str, cluster: str | None = None) -> Any:
        arn = f"{PREFIX}:cluster/{cluster}"
        condition = {"Condition": {"ArnEquals": {"ecs:cluster": arn}}} if cluster else {}
        return user("ecs", Action=action, Resource=resource, **condition)

    return client


def code(call: Any, **arguments: Any) -> str:
    """The error of a call that cannot succeed: there is no such cluster."""
    with pytest.raises(ClientError) as raised:
        call(**arguments)
    return str(raised.value.response["Error"]["Code"])


DENIED = "AccessDeniedException"


def test_run_task_is_judged_by_the_task_definition(allowed: Any) -> None:
    ecs = allowed("ecs:RunTask", f"{PREFIX}:task-definition/mine:*")
    assert code(ecs.run_task, cluster="none", taskDefinition="mine") != DENIED
    assert code(ecs.run_task, cluster="none", taskDefinition=f"{PREFIX}:task-definition/mine:7") != DENIED
    assert code(ecs.run_task, cluster="none", taskDefinition="other") == DENIED


def test_run_task_is_judged_by_the_cluster_where_a_condition_says_so(allowed: Any) -> None:
    ecs = allowed("ecs:RunTask", f"{PREFIX}:task-definition/mine:*", cluster="none")
    assert code(ecs.run_task, cluster="none", taskDefinition="mine") != DENIED
    assert code(ecs.run_task, cluster=f"{PREFIX}:cluster/none", taskDefinition="mine") != DENIED
    assert code(ecs.run_task, cluster="another", taskDefinition="mine") == DENIED


def test_a_task_is_judged_by_itself(allowed: Any) -> None:
    ecs = allowed("ecs:StopTask", f"{PREFIX}:task/none/*")
    assert code(ecs.stop_task, cluster="none", task="1") != DENIED
    assert code(ecs.stop_task, cluster="another", task="1") == DENIED


def test_a_service_is_judged_by_itself(allowed: Any) -> None:
    ecs = allowed("ecs:UpdateService", f"{PREFIX}:service/none/web")
    assert code(ecs.update_service, cluster="none", service="web", desiredCount=1) != DENIED
    assert code(ecs.update_service, cluster="none", service="other", desiredCount=1) == DENIED


def test_what_has_no_resource_of_its_own_is_judged_by_the_cluster(allowed: Any) -> None:
    ecs = allowed("ecs:DescribeClusters", f"{PREFIX}:cluster/none")
    assert code(ecs.list_tasks, cluster="none") == DENIED
