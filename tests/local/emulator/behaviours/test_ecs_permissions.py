"""A call to ECS is judged by its own resource and by its cluster, as AWS does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from tests.local.conftest import LocalCloud

pytestmark = pytest.mark.local

REGION = "us-east-1"
PREFIX = f"arn:aws:ecs:{REGION}:000000000000"


@pytest.fixture
def allowed(local_cloud: LocalCloud) -> Iterator[Any]:
    """A client of ECS for a user whom one statement allows something."""
    iam = local_cloud.client("iam")
    name = "judged"
    iam.create_user(UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]

    def client(action: str, resource: str, cluster: str | None = None) -> Any:
        statement: dict[str, Any] = {"Effect": "Allow", "Action": action, "Resource": resource}
        if cluster is not None:
            statement["Condition"] = {"ArnEquals": {"ecs:cluster": f"{PREFIX}:cluster/{cluster}"}}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        iam.put_user_policy(UserName=name, PolicyName="one", PolicyDocument=document)
        return boto3.client(
            "ecs",
            endpoint_url=local_cloud.emulator.endpoint,
            region_name=REGION,
            aws_access_key_id=key["AccessKeyId"],
            aws_secret_access_key=key["SecretAccessKey"],
        )

    try:
        yield client
    finally:
        iam.delete_user_policy(UserName=name, PolicyName="one")
        iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
        iam.delete_user(UserName=name)


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
