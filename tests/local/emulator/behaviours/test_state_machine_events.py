from __future__ import annotations

import json

import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, role, total, until

pytestmark = pytest.mark.local


def test_a_state_machine_logs_its_history_and_counts_failures(stack: Stack, local_cloud: LocalCloud) -> None:
    definition = {
        "StartAt": "Begin",
        "States": {
            "Begin": {"Type": "Pass", "Result": {"n": 1}, "Next": "Stop"},
            "Stop": {"Type": "Fail", "Error": "Broken", "Cause": "on purpose"},
        },
    }
    resources = {
        "Role": role("states.amazonaws.com"),
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": f"/{stack.name}/states"}},
        "Machine": {
            "Type": "AWS::StepFunctions::StateMachine",
            "Properties": {
                "RoleArn": {"Fn::GetAtt": "Role.Arn"},
                "DefinitionString": json.dumps(definition),
                "LoggingConfiguration": {
                    "Level": "ALL",
                    "IncludeExecutionData": True,
                    "Destinations": [
                        {"CloudWatchLogsLogGroup": {"LogGroupArn": {"Fn::GetAtt": "Group.Arn"}}}
                    ],
                },
            },
        },
    }
    machine = stack.up(resources, {"Machine": {"Ref": "Machine"}})["Machine"]
    local_cloud.client("stepfunctions").start_execution(stateMachineArn=machine, input='{"a": 1}')
    until(lambda: total(local_cloud, "AWS/States", "ExecutionsFailed", StateMachineArn=machine), 1.0)
    logs = local_cloud.client("logs")

    def types() -> list[str]:
        found = logs.filter_log_events(logGroupName=f"/{stack.name}/states")["events"]
        return [json.loads(event["message"])["type"] for event in found]

    expected = [
        "ExecutionStarted",
        "PassStateEntered",
        "PassStateExited",
        "FailStateEntered",
        "ExecutionFailed",
    ]
    until(types, expected)
