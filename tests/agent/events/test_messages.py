"""Each event's shape, as its source sends it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stratiform.agent.events.messages import Deployed, ParameterChanged, SecretGone, SecretMoved, parse

ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-AbCdEf"
WHEN = "2026-11-20T10:00:00Z"
THEN = 1795168800.0


def event(source: str, kind: str, detail: dict[str, Any], resources: tuple[str, ...] = ()) -> str:
    return json.dumps(
        {"source": source, "detail-type": kind, "time": WHEN, "resources": list(resources), "detail": detail}
    )


def called(name: str, **detail: Any) -> str:
    whole = {"eventName": name, "eventSource": "secretsmanager.amazonaws.com", "eventTime": WHEN, **detail}
    return event("aws.secretsmanager", "AWS API Call via CloudTrail", whole)


NATIVE = event(
    "aws.secretsmanager",
    "Secret Label Updated",
    {"name": "db", "labelUpdated": "AWSCURRENT", "versionId": "v2"},
    (ARN,),
)
PARTS = {
    "Application": {"Id": "abc1234", "Name": "shop"},
    "Environment": {"Id": "def1234", "Name": "prod"},
    "ConfigurationProfile": {"Id": "ghi1234", "Name": "flags"},
}
NAMES = [frozenset(part.values()) for part in PARTS.values()]


def test_a_moved_label_tells_where_to() -> None:
    expected = SecretMoved(ARN, THEN, "AWSCURRENT", "v2")
    assert parse(NATIVE) == expected
    assert parse(json.dumps({"Type": "Notification", "Message": NATIVE})) == expected


@pytest.mark.parametrize(
    "name", ["PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage", "RestoreSecret", "CreateSecret"]
)
@pytest.mark.parametrize("key", ["arn", "aRN"])
def test_a_call_that_moves_a_label_is_known_by_its_answer(name: str, key: str) -> None:
    told = called(name, requestParameters={"secretId": "db"}, responseElements={key: ARN})
    assert parse(told) == SecretMoved(ARN, THEN)


def test_a_call_without_an_answer_is_known_by_what_the_caller_typed() -> None:
    told = called("UpdateSecret", requestParameters={"secretId": "db"}, responseElements=None)
    assert parse(told) == SecretMoved("db", THEN)


def test_a_rotation_counts_when_it_succeeded_not_when_it_was_asked_for() -> None:
    detail = {"eventName": "RotationSucceeded", "eventTime": WHEN, "requestParameters": None}
    told = event(
        "aws.secretsmanager",
        "AWS Service Event via CloudTrail",
        {**detail, "additionalEventData": {"SecretId": ARN}},
    )
    assert parse(told) == SecretMoved(ARN, THEN)
    assert parse(called("RotateSecret", requestParameters={"secretId": "db"})) is None


def test_a_deleted_secret_is_gone() -> None:
    assert parse(called("DeleteSecret", responseElements={"arn": ARN})) == SecretGone(ARN)


def test_a_call_that_failed_changed_nothing() -> None:
    assert (
        parse(called("PutSecretValue", errorCode="AccessDenied", requestParameters={"secretId": "db"}))
        is None
    )


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("OnDeploymentStart", "start"),
        ("OnDeploymentStep", "start"),
        ("OnDeploymentBaking", "start"),
        ("OnDeploymentComplete", "complete"),
        ("OnDeploymentRolledBack", "rolled back"),
    ],
)
@pytest.mark.parametrize("number", [3, "3"])
def test_a_deployment_tells_its_stage_and_version(kind: str, stage: str, number: object) -> None:
    detail = {"Type": kind, **PARTS, "DeploymentNumber": number, "ConfigurationVersion": 7}
    assert parse(event("aws.appconfig", "On Deployment", detail)) == Deployed(stage, *NAMES, THEN, 3, "7")


@pytest.mark.parametrize("version", ["1\r\nX-Injected: yes", "1\n", "\u2028", "", None])
def test_a_version_that_is_no_header_is_none(version: str | None) -> None:
    detail = {"Type": "OnDeploymentComplete", **PARTS, "DeploymentNumber": 3, "ConfigurationVersion": version}
    assert parse(event("aws.appconfig", "x", detail)) == Deployed("complete", *NAMES, THEN, 3, None)


@pytest.mark.parametrize(
    ("operation", "deleted"),
    [("Create", False), ("Update", False), ("LabelParameterVersion", False), ("Delete", True)],
)
def test_a_parameter_changed(operation: str, deleted: bool) -> None:
    told = event(
        "aws.ssm", "Parameter Store Change", {"operation": operation, "name": "/a/b", "type": "String"}
    )
    assert parse(told) == ParameterChanged("/a/b", THEN, deleted)


@pytest.mark.parametrize(
    "text",
    ["", "no json", "[]", "3", "{}", '{"source": "aws.ec2", "detail": {}}', '{"Type": "Notification"}'],
)
def test_what_is_no_event_is_none(text: str) -> None:
    assert parse(text) is None
