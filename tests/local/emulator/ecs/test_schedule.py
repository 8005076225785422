"""A schedule and a rule start tasks with the input as overrides, and each change of a task is an event."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.emulator.ecs.conftest import ACCOUNT, REGION
from waiting import until

pytestmark = pytest.mark.local

JOB = "import os, sys; print('did', os.environ['WHAT'], flush=True); sys.exit(int(os.environ.get('CODE', 0)))"
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": ["scheduler.amazonaws.com", "events.amazonaws.com"]},
            "Action": "sts:AssumeRole",
        }
    ],
}


def job(containers: Any, name: str) -> dict[str, Any]:
    """A task definition and its cluster, without a service, and a role for whoever starts it."""
    template = containers.template(name, containers.image(JOB), balanced=False)
    resources = template["Resources"]
    for extra in ("Service", "Balancer", "Group", "Listener"):
        del resources[extra]
    (definition,) = resources["Task"]["Properties"]["ContainerDefinitions"]
    definition.pop("PortMappings")
    definition["Environment"] = [{"Name": "WHAT", "Value": "nothing"}]
    properties = {"AssumeRolePolicyDocument": TRUST, "RoleName": f"{name}-starter"}
    resources["Role"] = {"Type": "AWS::IAM::Role", "Properties": properties}
    return template


def parameters(name: str) -> dict[str, Any]:
    return {
        "TaskDefinitionArn": {"Ref": "Task"},
        "LaunchType": "FARGATE",
        "TaskCount": 1,
        "NetworkConfiguration": {name: {"Subnets": [{"Ref": "Subnet"}]}},
    }


def overrides(**variables: str) -> str:
    environment = [{"name": name, "value": value} for name, value in variables.items()]
    return json.dumps({"containerOverrides": [{"name": "web", "environment": environment}]})


def test_a_rule_and_a_schedule_start_tasks_with_their_input(containers: Any) -> None:
    template = job(containers, "jobs")
    cluster = {"Fn::GetAtt": "Cluster.Arn"}
    role = {"Fn::GetAtt": "Role.Arn"}
    moment = datetime.now(UTC) + timedelta(seconds=5)
    soon = {"ScheduleExpression": f"at({moment:%Y-%m-%dT%H:%M:%S})", "FlexibleTimeWindow": {"Mode": "OFF"}}
    template["Resources"] |= {
        "Rule": {
            "Type": "AWS::Events::Rule",
            "Properties": {
                "EventPattern": {"source": ["the.test"]},
                "Targets": [
                    {
                        "Id": "job",
                        "Arn": cluster,
                        "RoleArn": role,
                        "EcsParameters": parameters("AwsVpcConfiguration"),
                        "Input": overrides(WHAT="what the rule says"),
                    }
                ],
            },
        },
        "Schedule": {
            "Type": "AWS::Scheduler::Schedule",
            "Properties": {
                **soon,
                "Target": {
                    "Arn": cluster,
                    "RoleArn": role,
                    "EcsParameters": parameters("AwsvpcConfiguration"),
                    "Input": overrides(WHAT="what the schedule says", CODE="3"),
                },
            },
        },
    }
    assert containers.deploy("jobs", template) == "CREATE_COMPLETE", containers.reasons("jobs")
    containers.client("events").put_events(
        Entries=[{"Source": "the.test", "DetailType": "now", "Detail": "{}"}]
    )

    def codes() -> dict[str, int]:
        ended = containers.tasks("jobs", desiredStatus="STOPPED")
        return {task["startedBy"].split("/")[0]: task["containers"][0].get("exitCode") for task in ended}

    until(lambda: "did what the rule says" in containers.logs("/test/jobs"))
    until(lambda: "did what the schedule says" in containers.logs("/test/jobs"))
    until(lambda: len(codes()) == 2)
    assert codes() == {"events-rule": 0, "chronos-schedule": 3}


def test_each_change_of_a_task_is_an_event(containers: Any) -> None:
    template = job(containers, "told-of")
    queue = {"Fn::GetAtt": "Queue.Arn"}
    allow = {"Effect": "Allow", "Principal": "*", "Action": "sqs:SendMessage", "Resource": "*"}
    template["Resources"] |= {
        "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "told-of"}},
        "Allow": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
                "Queues": [{"Ref": "Queue"}],
                "PolicyDocument": {"Version": "2012-10-17", "Statement": [allow]},
            },
        },
        "Rule": {
            "Type": "AWS::Events::Rule",
            "Properties": {
                "EventPattern": {
                    "source": ["aws.ecs"],
                    "detail-type": ["ECS Task State Change"],
                    "detail": {"clusterArn": [{"Fn::GetAtt": "Cluster.Arn"}]},
                },
                "Targets": [{"Id": "queue", "Arn": queue}],
            },
        },
    }
    assert containers.deploy("told-of", template) == "CREATE_COMPLETE", containers.reasons("told-of")
    ecs, sqs = containers.client("ecs"), containers.client("sqs")
    (task,) = ecs.run_task(cluster="told-of", taskDefinition="told-of")["tasks"]
    url = f"{containers.emulator.endpoint}/{ACCOUNT}/told-of"
    seen: dict[str, Any] = {}

    def told() -> bool:
        for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            event = json.loads(message["Body"])
            seen[event["detail"]["lastStatus"]] = event
        return {"PENDING", "RUNNING", "STOPPED"} <= seen.keys()

    until(told)
    event = seen["STOPPED"]
    assert event["resources"] == [task["taskArn"]]
    assert (event["region"], event["detail"]["stopCode"]) == (REGION, "EssentialContainerExited")
