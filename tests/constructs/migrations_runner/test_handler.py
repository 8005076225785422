"""The runner starts the task, waits for it, and tells CloudFormation how it went."""

import importlib.util
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from botocore.stub import Stubber

import stratiform

HANDLER = Path(stratiform.__file__).parent / "constructs" / "migrations_runner" / "handler.py"
CLUSTER = "arn:aws:ecs:us-east-1:000000000000:cluster/main"
TASK = "arn:aws:ecs:us-east-1:000000000000:task/main/7"
PROPERTIES = {
    "Cluster": CLUSTER,
    "TaskDefinition": "migrations:3",
    "Container": "migrations",
    "Strategy": [{"Provider": "FARGATE", "Weight": "1", "Base": "0"}],
    "Subnets": ["subnet-1"],
    "SecurityGroups": ["sg-1"],
    "PublicAddress": "DISABLED",
    "LogGroup": "log",
}
STARTED = {
    "cluster": CLUSTER,
    "taskDefinition": "migrations:3",
    "capacityProviderStrategy": [{"capacityProvider": "FARGATE", "weight": 1, "base": 0}],
    "networkConfiguration": {
        "awsvpcConfiguration": {
            "subnets": ["subnet-1"],
            "securityGroups": ["sg-1"],
            "assignPublicIp": "DISABLED",
        }
    },
    "clientToken": "request-1",
    "startedBy": "migrations",
}


@pytest.fixture
def handler(monkeypatch):
    """The handler's module, loaded as Lambda loads it, and not waiting between two looks."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "none")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    spec = importlib.util.spec_from_file_location("handler", HANDLER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "PAUSE", 0)
    return module


@pytest.fixture
def ecs(handler):
    with Stubber(handler.ecs) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture(autouse=True)
def stack(handler):
    """CloudFormation, asked what the stack is doing; it is being updated unless a test says otherwise."""
    found = {"status": "UPDATE_IN_PROGRESS"}

    class Stacks:
        def describe_stacks(self, StackName):
            assert StackName == "stack-1"
            return {"Stacks": [{"StackStatus": found["status"]}]}

    handler.cloudformation = Stacks()
    return found


@pytest.fixture
def logs(handler):
    with Stubber(handler.logs) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture
def cloudformation():
    """What CloudFormation was told, and where it is told."""
    told = []

    class Receiver(BaseHTTPRequestHandler):
        def do_PUT(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Receiver) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield told, f"http://127.0.0.1:{server.server_port}/answer"
        finally:
            server.shutdown()
            thread.join()


class Context:
    """As much time as ``left`` says, at each look."""

    def __init__(self, *left):
        self.left = list(left) or [900_000]

    def get_remaining_time_in_millis(self):
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def run(handler, cloudformation, kind="Create", context=None, **more):
    told, url = cloudformation
    event = {
        "RequestType": kind,
        "RequestId": "request-1",
        "ResponseURL": url,
        "StackId": "stack-1",
        "LogicalResourceId": "Migrations",
        "ResourceProperties": PROPERTIES,
        **more,
    }
    handler.handle(event, context or Context())
    (answer,) = told
    return answer


def stopped(ecs, **container):
    """The task starts, is seen running, and then stops."""
    ecs.add_response("run_task", {"tasks": [{"taskArn": TASK}], "failures": []}, STARTED)
    look = {"cluster": CLUSTER, "tasks": [TASK]}
    ecs.add_response("describe_tasks", {"tasks": [{"taskArn": TASK, "lastStatus": "RUNNING"}]}, look)
    task = {
        "taskArn": TASK,
        "lastStatus": "STOPPED",
        "stoppedReason": "Essential container in task exited",
        "containers": [{"name": "sidecar", "exitCode": 1}, {"name": "migrations", **container}],
    }
    ecs.add_response("describe_tasks", {"tasks": [task]}, look)


def test_a_task_that_ends_well_is_a_success(handler, ecs, cloudformation):
    stopped(ecs, exitCode=0)
    answer = run(handler, cloudformation)
    assert (answer["Status"], answer["PhysicalResourceId"]) == ("SUCCESS", "Migrations")
    assert (answer["StackId"], answer["RequestId"]) == ("stack-1", "request-1")


def test_a_task_that_fails_says_why_with_its_last_lines(handler, ecs, logs, cloudformation):
    stopped(ecs, exitCode=1)
    lines = [{"message": "applying 0002_more"}, {"message": "division by zero"}]
    asked = {
        "logGroupName": "log",
        "logStreamName": "migrations/migrations/7",
        "limit": 20,
        "startFromHead": False,
    }
    logs.add_response("get_log_events", {"events": lines}, asked)
    answer = run(handler, cloudformation, "Update", PhysicalResourceId="Migrations")
    assert answer["Status"] == "FAILED"
    assert "exit code 1: Essential container in task exited" in answer["Reason"]
    assert answer["Reason"].endswith("applying 0002_more\ndivision by zero")


def test_a_task_that_never_started_has_no_log_and_says_so(handler, ecs, logs, cloudformation):
    stopped(ecs, reason="CannotPullContainerError: no such image")
    logs.add_client_error("get_log_events", "ResourceNotFoundException")
    reason = run(handler, cloudformation)["Reason"]
    assert "exit code none" in reason
    assert "CannotPullContainerError" in reason
    assert reason.endswith("(no log)")


def test_a_task_that_ecs_does_not_start_is_told(handler, ecs, cloudformation):
    ecs.add_response("run_task", {"tasks": [], "failures": [{"reason": "RESOURCE:MEMORY"}]}, STARTED)
    answer = run(handler, cloudformation)
    assert (answer["Status"], answer["Reason"]) == ("FAILED", "ECS did not start the task: RESOURCE:MEMORY")


def test_a_task_that_takes_too_long_is_stopped(handler, ecs, cloudformation):
    ecs.add_response("run_task", {"tasks": [{"taskArn": TASK}], "failures": []}, STARTED)
    ecs.add_response("describe_tasks", {"tasks": [{"taskArn": TASK, "lastStatus": "RUNNING"}]})
    ecs.add_response("stop_task", {})
    answer = run(handler, cloudformation, context=Context(60_000, 10_000))
    assert answer["Status"] == "FAILED"
    assert "did not end in time" in answer["Reason"]


def test_a_deletion_runs_nothing(handler, ecs, cloudformation):
    answer = run(handler, cloudformation, "Delete", PhysicalResourceId="Migrations")
    assert answer["Status"] == "SUCCESS"


def test_a_rollback_runs_nothing_since_the_image_of_before_may_be_gone(handler, ecs, stack, cloudformation):
    stack["status"] = "UPDATE_ROLLBACK_IN_PROGRESS"
    answer = run(handler, cloudformation, "Update", PhysicalResourceId="Migrations")
    assert answer["Status"] == "SUCCESS"


def test_an_update_after_a_rollback_runs(handler, ecs, stack, cloudformation):
    stack["status"] = "UPDATE_IN_PROGRESS"
    stopped(ecs, exitCode=0)
    assert run(handler, cloudformation, "Update", PhysicalResourceId="Migrations")["Status"] == "SUCCESS"


def test_what_fails_otherwise_is_answered_too(handler, ecs, cloudformation):
    ecs.add_client_error("run_task", "AccessDeniedException", "may not")
    answer = run(handler, cloudformation)
    assert answer["Status"] == "FAILED"
    assert "may not" in answer["Reason"]


def test_a_reason_fits_into_an_answer(handler, ecs, logs, cloudformation):
    stopped(ecs, exitCode=1)
    logs.add_response("get_log_events", {"events": [{"message": "x" * 9000 + "the end"}]})
    reason = run(handler, cloudformation)["Reason"]
    assert len(reason) == 3000
    assert reason.endswith("the end")
