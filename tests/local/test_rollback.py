"""What a stack holds is kept when an update fails and its rollback fails too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stratiform.errors import DeploymentFailed
from stratiform.local.cloud import Cloud

from .test_deployer import Runner, physical

pytestmark = pytest.mark.local
STUBBORN = """
import json, urllib.request
def handler(event, context):
    status = "FAILED" if event["RequestType"] == "Update" else "SUCCESS"
    body = {key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")}
    body |= {"Status": status, "Reason": "it does not move", "PhysicalResourceId": "stubborn"}
    request = urllib.request.Request(event["ResponseURL"], json.dumps(body).encode(), method="PUT")
    request.add_header("Content-Type", "")
    urllib.request.urlopen(request).close()
"""
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    ],
}


def resources(value: str) -> dict[str, Any]:
    return {
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": TRUST}},
        "Function": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": "python3.12",
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                "Code": {"ZipFile": STUBBORN},
            },
        },
        "Stubborn": {
            "Type": "Custom::Stubborn",
            "Properties": {"ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]}, "Value": value},
        },
    }


def test_the_next_deployment_ends_the_rollback_and_keeps_the_data(cloud: Cloud, tmp_path: Path) -> None:
    run = Runner(cloud, tmp_path, "stubborn")
    run(resources("1"))
    url = cloud.client("sqs").get_queue_url(QueueName=physical(run, "Queue"))["QueueUrl"]
    cloud.client("sqs").send_message(QueueUrl=url, MessageBody="kept")
    with pytest.raises(DeploymentFailed, match="it does not move"):
        run(resources("2"))
    assert run.state()["StackStatus"] == "UPDATE_ROLLBACK_FAILED"
    changed = resources("1") | {"More": {"Type": "AWS::SQS::Queue"}}
    assert run(changed).change == "updated"
    assert cloud.client("sqs").receive_message(QueueUrl=url)["Messages"][0]["Body"] == "kept"
    assert "Stubborn" in json.dumps([str(event) for event in run.events])
