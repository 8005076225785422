"""The commands that live with a running system: status, outputs, logs, invoke, down."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from cli.strat import document, error, strat, taken_down

TEMPLATE = """\
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Action: "sts:AssumeRole", Principal: {Service: lambda.amazonaws.com}}
      Policies:
        - PolicyName: logs
          PolicyDocument:
            Version: "2012-10-17"
            Statement: [{Effect: Allow, Action: "logs:*", Resource: "*"}]
  Double:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      Runtime: python3.11
      Handler: index.handler
      Timeout: 20
      Code:
        ZipFile: |
          import boto3
          def handler(event, context):
              print("got", event["n"])
              if event["n"] == "list":
                  boto3.client("sqs").list_queues()
              return event["n"] * 2
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: running-alarm
      Namespace: test
      MetricName: m
      Statistic: Sum
      Period: 60
      EvaluationPeriods: 1
      Threshold: 1
      ComparisonOperator: GreaterThanThreshold
      ActionsEnabled: false
Outputs:
  FunctionName: {Value: !Ref Double}
"""


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("running")
    (folder / "template.yaml").write_text(TEMPLATE)
    with taken_down(folder, "template.yaml"):
        document(folder, "up", "template.yaml", "--detach")
        yield folder


@pytest.mark.local
def test_one_output_is_printed_bare(up: Path) -> None:
    name = document(up, "outputs")["FunctionName"]
    assert strat(up, "outputs", "FunctionName").stdout == f"{name}\n"


@pytest.mark.local
def test_a_misspelt_output_is_answered_with_the_closest(up: Path) -> None:
    assert error(up, "outputs", "FunctionNam", code=2)["fix"] == "Did you mean FunctionName?"


@pytest.mark.local
@pytest.mark.parametrize("way", ["Double", "physical"])
def test_a_function_is_invoked_by_its_names(up: Path, way: str) -> None:
    name = document(up, "outputs")["FunctionName"] if way == "physical" else way
    done = strat(up, "invoke", name, "--payload", '{"n": 21}')
    assert json.loads(done.stdout) == 42
    assert "got 21" in done.stderr


@pytest.mark.local
def test_a_payload_comes_from_a_file(up: Path) -> None:
    (up / "event.json").write_text('{"n": 4}')
    assert document(up, "invoke", "Double", "--payload", "@event.json")["payload"] == 8


@pytest.mark.local
def test_a_function_that_fails_is_exit_1(up: Path) -> None:
    done = strat(up, "invoke", "Double", "--payload", "{}", code=1)
    assert json.loads(done.stdout)["errorMessage"] == "'n'"


@pytest.mark.local
def test_logs_hold_what_was_printed_and_which_call_was_denied(up: Path) -> None:
    strat(up, "invoke", "Double", "--payload", '{"n": "list"}', code=1)
    told = strat(up, "logs", "Double").stdout
    assert "Double: got list" in told
    assert "denied: sqs:ListQueues" in told
    assert "Double has no such grant" in told


@pytest.mark.local
def test_logs_are_limited_in_time(up: Path) -> None:
    assert document(up, "logs", "--since", "0s") == []


@pytest.mark.local
def test_status_tells_what_runs_and_which_alarm_is_raised(up: Path) -> None:
    told = document(up, "status")
    assert [stack["status"] for stack in told["stacks"]] == ["CREATE_COMPLETE"]
    assert told["running"]
    assert told["alarms"] == []
    client = boto3.session.Session().client(
        "cloudwatch",
        endpoint_url=told["endpoint"],
        region_name="us-east-1",
        aws_access_key_id="000000000000",
        aws_secret_access_key="test",
    )
    client.put_metric_data(Namespace="test", MetricData=[{"MetricName": "m", "Value": 5}])
    client.close()
    deadline = time.monotonic() + 60
    while document(up, "status")["alarms"] != ["running-alarm"]:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert [function["path"] for function in told["functions"]] == ["Double"]


@pytest.mark.local
def test_a_system_that_is_down_keeps_its_outputs_and_its_status_is_exit_1(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text("Resources: {Q: {Type: 'AWS::SQS::Queue'}}\n")
    with taken_down(tmp_path, "template.yaml"):
        document(tmp_path, "up", "template.yaml", "--detach")
        assert document(tmp_path, "down") == {"stopped": True, "wiped": False}
        assert json.loads(strat(tmp_path, "status", "--json", code=1).stdout)["running"] is False
        assert document(tmp_path, "outputs") == {}
        assert error(tmp_path, "logs", code=3)["fix"] == "Start it with `strat up`."
        assert document(tmp_path, "down", "--wipe") == {"stopped": False, "wiped": True}
        error(tmp_path, "outputs", code=3)


@pytest.mark.parametrize("command", ["status", "outputs", "logs", "invoke"])
def test_without_an_up_nothing_is_created(tmp_path: Path, command: str) -> None:
    error(tmp_path, command, *(["F"] if command == "invoke" else []), code=3)
    assert list(tmp_path.iterdir()) == []


def test_down_without_an_up_is_fine(tmp_path: Path) -> None:
    assert strat(tmp_path, "down").stdout == "Nothing was running.\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["invoke", "F", "--payload", "{"],
        ["invoke", "F", "--payload", "@lost.json"],
        ["logs", "--since", "soon"],
        ["logs", "--follow"],
    ],
)
def test_wrong_use_is_exit_2_before_anything_else(tmp_path: Path, arguments: list[str]) -> None:
    error(tmp_path, *arguments, code=2)


def test_doctor_tells_and_is_fine_here(tmp_path: Path) -> None:
    told = document(tmp_path, "doctor")
    assert told["ok"] is True
    assert {"name", "ok", "found", "fix", "needed"} == set(told["checks"][0])


def test_doctor_says_no_where_nothing_can_be_written() -> None:
    told = strat(Path("/proc"), "doctor", code=1).stdout
    assert "MISS write access: /proc" in told
