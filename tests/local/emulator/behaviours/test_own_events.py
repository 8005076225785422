"""What services tell the default bus of themselves: parameters, secrets and deployments of configurations."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.local.conftest import LocalCloud

from waiting import until

pytestmark = pytest.mark.local
EVENTS = "arn:aws:appconfig:us-east-1::extension/AWS.AppConfig.DeploymentNotificationsToEventBridge/1"


@pytest.fixture
def heard(local_cloud: LocalCloud) -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """``heard(source)``: every event of that source since the test began."""
    name = f"heard-{uuid.uuid4().hex[:8]}"
    sqs, events = local_cloud.client("sqs"), local_cloud.client("events")
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    pattern = {"source": ["aws.ssm", "aws.appconfig", "aws.secretsmanager"]}
    events.put_rule(Name=name, EventPattern=json.dumps(pattern))
    events.put_targets(Rule=name, Targets=[{"Id": "queue", "Arn": arn}])
    found: list[dict[str, Any]] = []

    def since(source: str) -> list[dict[str, Any]]:
        got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", ())
        found.extend(json.loads(each["Body"]) for each in got)
        for each in got:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=each["ReceiptHandle"])
        return [each for each in found if each["source"] == source]

    yield since
    events.remove_targets(Rule=name, Ids=["queue"])
    events.delete_rule(Name=name)
    sqs.delete_queue(QueueUrl=url)


def test_each_change_of_a_parameter_is_told(
    local_cloud: LocalCloud, heard: Callable[[str], list[dict[str, Any]]]
) -> None:
    ssm, name = local_cloud.client("ssm"), f"/told/{uuid.uuid4().hex}"
    ssm.put_parameter(Name=name, Value="one", Type="String", Description="words")
    until(lambda: len(heard("aws.ssm")) == 1)
    ssm.put_parameter(Name=name, Value="two", Type="String", Overwrite=True)
    until(lambda: len(heard("aws.ssm")) == 2)
    ssm.label_parameter_version(Name=name, Labels=["live"])
    until(lambda: len(heard("aws.ssm")) == 3)
    ssm.delete_parameter(Name=name)
    until(lambda: len(heard("aws.ssm")) == 4)
    told = [each["detail"] for each in heard("aws.ssm")]
    assert [each["operation"] for each in told] == ["Create", "Update", "LabelParameterVersion", "Delete"]
    assert told[0] == {"operation": "Create", "name": name, "type": "String", "description": "words"}
    assert {each["detail-type"] for each in heard("aws.ssm")} == {"Parameter Store Change"}


def test_a_call_that_fails_is_not_told(
    local_cloud: LocalCloud, heard: Callable[[str], list[dict[str, Any]]]
) -> None:
    ssm, name = local_cloud.client("ssm"), f"/told/{uuid.uuid4().hex}"
    ssm.put_parameter(Name=name, Value="one", Type="String")
    with pytest.raises(ssm.exceptions.ParameterAlreadyExists):
        ssm.put_parameter(Name=name, Value="two", Type="String")
    with pytest.raises(ssm.exceptions.ParameterNotFound):
        ssm.delete_parameter(Name=f"{name}-missing")
    ssm.delete_parameter(Name=name)
    until(lambda: any(each["detail"]["operation"] == "Delete" for each in heard("aws.ssm")))
    assert len(heard("aws.ssm")) == 2


def configuration(associated: bool) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "Application": {"Type": "AWS::AppConfig::Application", "Properties": {"Name": "shop"}},
        "Environment": {
            "Type": "AWS::AppConfig::Environment",
            "Properties": {"ApplicationId": {"Ref": "Application"}, "Name": "prod"},
        },
        "Profile": {
            "Type": "AWS::AppConfig::ConfigurationProfile",
            "Properties": {"ApplicationId": {"Ref": "Application"}, "Name": "flags", "LocationUri": "hosted"},
        },
    }
    if associated:
        application = "arn:aws:appconfig:${AWS::Region}:${AWS::AccountId}:application/${Application}"
        parts["Events"] = {
            "Type": "AWS::AppConfig::ExtensionAssociation",
            "Properties": {"ExtensionIdentifier": EVENTS, "ResourceIdentifier": {"Fn::Sub": application}},
        }
    outputs = {name: {"Value": {"Ref": name}} for name in ("Application", "Environment", "Profile")}
    return {"Resources": parts, "Outputs": outputs}


@pytest.mark.parametrize("associated", [True, False])
def test_a_deployment_is_told_where_the_extension_is_associated(
    local_cloud: LocalCloud,
    deploy: Callable[..., dict[str, str]],
    heard: Callable[[str], list[dict[str, Any]]],
    associated: bool,
) -> None:
    made = deploy(f"configuration-{uuid.uuid4().hex[:6]}", configuration(associated))
    client = local_cloud.client("appconfig")
    version = client.create_hosted_configuration_version(
        ApplicationId=made["Application"],
        ConfigurationProfileId=made["Profile"],
        Content=b"{}",
        ContentType="application/json",
    )["VersionNumber"]
    client.start_deployment(
        ApplicationId=made["Application"],
        EnvironmentId=made["Environment"],
        ConfigurationProfileId=made["Profile"],
        ConfigurationVersion=str(version),
        DeploymentStrategyId="AppConfig.AllAtOnce",
    )
    local_cloud.client("ssm").put_parameter(Name=f"/after/{uuid.uuid4().hex}", Value="x", Type="String")
    until(lambda: heard("aws.ssm"))
    if not associated:
        assert heard("aws.appconfig") == []
        return
    until(lambda: len(heard("aws.appconfig")) >= 1)
    first = heard("aws.appconfig")[0]
    assert first["detail-type"] == "On Deployment Start"
    assert first["detail"] == {
        "InvocationId": first["detail"]["InvocationId"],
        "Parameters": {},
        "Type": "OnDeploymentStart",
        "Application": {"Id": made["Application"], "Name": "shop"},
        "Environment": {"Id": made["Environment"], "Name": "prod"},
        "ConfigurationProfile": {"Id": made["Profile"], "Name": "flags"},
        "DeploymentNumber": 1,
        "ConfigurationVersion": str(version),
    }
    client.stop_deployment(
        ApplicationId=made["Application"],
        EnvironmentId=made["Environment"],
        DeploymentNumber=1,
        AllowRevert=True,
    )
    until(lambda: heard("aws.appconfig")[-1]["detail-type"] == "On Deployment Rolled Back")


def test_a_secret_whose_label_moved_is_told(
    local_cloud: LocalCloud, heard: Callable[[str], list[dict[str, Any]]]
) -> None:
    secrets = local_cloud.client("secretsmanager")
    made = secrets.create_secret(Name=f"told-{uuid.uuid4().hex[:6]}", SecretString="one")
    put = secrets.put_secret_value(SecretId=made["ARN"], SecretString="two")
    until(
        lambda: any(
            each["detail"].get("versionId") == put["VersionId"] for each in heard("aws.secretsmanager")
        )
    )
