"""A custom resource that runs one ECS task and waits for it. CloudFormation is told how it went."""

import json
import time
import urllib.request
from typing import Any

import boto3

PAUSE = 2
"""The most seconds between two looks at the task. The first follow each other faster."""
LAST = 20_000
"""Milliseconds that are kept for stopping the task and for the answer."""
LINES = 20
LONGEST = 3000
"""Characters of a reason; CloudFormation takes an answer of 4096 bytes."""

cloudformation = boto3.client("cloudformation")
ecs = boto3.client("ecs")
logs = boto3.client("logs")


class Failed(Exception):
    """The task did not do its work."""


def handle(event: Any, context: Any) -> None:
    """Run the task when it is new or has changed; a deletion or a rollback undoes nothing."""
    status, reason = "SUCCESS", ""
    try:
        if event["RequestType"] != "Delete" and not is_rollback(event["StackId"]):
            run(event["ResourceProperties"], event["RequestId"], context)
    except Exception as error:  # an answer that never comes holds the stack for an hour
        status, reason = "FAILED", str(error)[-LONGEST:]
        print(reason)
    answer(event, status, reason)


def is_rollback(stack: str) -> bool:
    """Whether the stack goes back. The image of before may be gone, and a rollback must not fail on that."""
    status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
    return "ROLLBACK_IN_PROGRESS" in status


def run(properties: Any, request: str, context: Any) -> None:
    """Start the task and follow it to its end. Raises Failed with what it said last."""
    cluster = properties["Cluster"]
    started = ecs.run_task(
        cluster=cluster,
        taskDefinition=properties["TaskDefinition"],
        capacityProviderStrategy=[
            {"capacityProvider": each["Provider"], "weight": int(each["Weight"]), "base": int(each["Base"])}
            for each in properties["Strategy"]
        ],
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": properties["Subnets"],
                "securityGroups": properties["SecurityGroups"],
                "assignPublicIp": properties["PublicAddress"],
            }
        },
        clientToken=request,  # Lambda may call twice
        startedBy="migrations",
    )
    if started.get("failures"):
        raise Failed(f"ECS did not start the task: {started['failures'][0].get('reason')}")
    arn = started["tasks"][0]["taskArn"]
    task = follow(cluster, arn, context)
    container = next(each for each in task["containers"] if each["name"] == properties["Container"])
    if container.get("exitCode") != 0:
        raise Failed(told(task, container, properties))


def follow(cluster: str, arn: str, context: Any) -> Any:
    """The task once it has stopped. Raises Failed, and stops it, when there is no time left."""
    began = time.monotonic()
    while context.get_remaining_time_in_millis() > LAST:
        task = ecs.describe_tasks(cluster=cluster, tasks=[arn])["tasks"][0]
        if task["lastStatus"] == "STOPPED":
            return task
        time.sleep(min(PAUSE, 0.1 + (time.monotonic() - began) / 8))
    ecs.stop_task(cluster=cluster, task=arn, reason="It took longer than a function may run.")
    raise Failed(f"The task {arn} did not end in time and was stopped.")


def told(task: Any, container: Any, properties: Any) -> str:
    """Why the task stopped, with its last lines."""
    name = container["name"]
    code = container.get("exitCode", "none")
    why = f"{task.get('stoppedReason', '')} {container.get('reason', '')}".strip()
    stream = f"{name}/{name}/{task['taskArn'].rpartition('/')[2]}"
    try:
        events = logs.get_log_events(
            logGroupName=properties["LogGroup"], logStreamName=stream, limit=LINES, startFromHead=False
        )["events"]
    except logs.exceptions.ResourceNotFoundException:
        events = []  # it never started
    lines = "\n".join(event["message"] for event in events) or "(no log)"
    return f"The migrations failed with exit code {code}: {why}\n{lines}"


def answer(event: Any, status: str, reason: str) -> None:
    """Tell CloudFormation."""
    body = {
        "Status": status,
        "Reason": reason,
        "PhysicalResourceId": event.get("PhysicalResourceId", event["LogicalResourceId"]),
        **{key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")},
    }
    data, url = json.dumps(body).encode(), event["ResponseURL"]
    request = urllib.request.Request(url, data, {"Content-Type": ""}, method="PUT")  # noqa: S310 - from AWS
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
        response.read()
