from __future__ import annotations

import io
import json
import time
import zipfile
from typing import Any

import psutil
import pytest
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import Stack, role

from waiting import until

pytestmark = pytest.mark.local


def function(code: str, *, runtime: str = "python3.13", **variables: Any) -> dict[str, Any]:
    """A function and its role, as resources ``Handler`` and ``Role``."""
    return {
        "Role": role("lambda.amazonaws.com"),
        "Handler": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": runtime,
                "Handler": "index.handler",
                "Role": {"Fn::GetAtt": "Role.Arn"},
                "Code": {"ZipFile": code},
                "Timeout": 60,
                "Environment": {"Variables": variables},
            },
        },
    }


def custom(type_: str, **properties: Any) -> dict[str, Any]:
    return {"Type": type_, "Properties": {"ServiceToken": {"Fn::GetAtt": "Handler.Arn"}, **properties}}


UNUSED = function("def handler(event, context):\n    raise SystemExit('the function must not run')\n")

ANSWERS = """
import json, os, urllib.request

def handler(event, context):
    properties = event["ResourceProperties"]
    answer = {
        "Status": properties.get("Status", "SUCCESS"),
        "Reason": "the disk is full",
        "PhysicalResourceId": "made-by-hand",
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
        "Data": {
            "Doubled": int(properties["Number"]) * 2,
            "Kind": event["RequestType"],
            "Process": os.getpid(),
        },
    }
    body = json.dumps(answer).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT"))
"""


def test_a_handler_of_the_user_answers_and_its_process_ends(stack: Stack) -> None:
    resources = function(ANSWERS) | {"Thing": custom("Custom::Thing", Number=21)}
    outputs = {
        "Ref": {"Ref": "Thing"},
        "Doubled": {"Fn::GetAtt": "Thing.Doubled"},
        "Kind": {"Fn::GetAtt": "Thing.Kind"},
        "Process": {"Fn::GetAtt": "Thing.Process"},
    }
    made = stack.up(resources, outputs)
    process = int(made.pop("Process"))
    assert made == {"Ref": "made-by-hand", "Doubled": "42", "Kind": "Create"}
    until(lambda: not psutil.pid_exists(process))
    resources["Thing"]["Properties"]["Number"] = 4
    changed = stack.up(resources, outputs)
    assert int(changed.pop("Process")) != process
    assert changed == {"Ref": "made-by-hand", "Doubled": "8", "Kind": "Update"}


@pytest.mark.parametrize(
    ("code", "properties", "reason"),
    [
        (ANSWERS, {"Number": 1, "Status": "FAILED"}, "the disk is full"),
        ("def handler(event, context):\n    raise ValueError('no such user')", {}, "no such user"),
        ("import os\ndef handler(event, context):\n    os._exit(1)", {}, "failed and did not answer"),
        ("import nothing_like_it", {}, "nothing_like_it"),
        ("def handler(event, context):\n    pass", {"ServiceTimeout": "1"}, "did not answer within 1 s"),
    ],
)
def test_a_failure_rolls_back_in_seconds_with_its_own_message(
    stack: Stack, code: str, properties: dict[str, Any], reason: str
) -> None:
    started = time.monotonic()
    with pytest.raises(AssertionError):
        stack.up(function(code) | {"Thing": custom("Custom::Thing", **properties)})
    assert time.monotonic() - started < 60
    failures = [(name, why) for name, status, why in stack.events() if status == "CREATE_FAILED"]
    assert len(failures) == 1
    assert failures[0][0] == "Thing"
    assert reason in failures[0][1]
    assert stack.events()[-1][1] == "ROLLBACK_COMPLETE"


def test_the_framework_runs_the_functions_of_the_user(stack: Stack) -> None:
    code = """
def handler(event, context):
    if "Seen" not in event.get("Data", {}):
        return {"PhysicalResourceId": "by-framework", "Data": {"Seen": event["ResourceProperties"]["Word"]}}
    return {"IsComplete": True, "Data": {"Done": "yes"}}
"""
    made = function(code)
    user = made["Handler"]
    framework = function(
        "def handler(event, context):\n    raise SystemExit",
        USER_ON_EVENT_FUNCTION_ARN={"Fn::GetAtt": "User.Arn"},
        USER_IS_COMPLETE_FUNCTION_ARN={"Fn::GetAtt": "User.Arn"},
    )
    resources = framework | {"User": user, "Thing": custom("Custom::Own", Word="hello")}
    outputs = {name: {"Fn::GetAtt": f"Thing.{name}"} for name in ("Seen", "Done")}
    made_outputs = stack.up(resources, outputs | {"Ref": {"Ref": "Thing"}})
    assert made_outputs == {"Seen": "hello", "Done": "yes", "Ref": "by-framework"}


def test_an_api_call_is_made_on_create_update_and_delete(stack: Stack, local_cloud: LocalCloud) -> None:
    ssm = local_cloud.client("ssm")
    name = f"/{stack.name}/called"

    def put(value: str) -> str:
        parameters = {"Name": name, "Value": value, "Type": "String", "Overwrite": "true"}
        made = {"service": "SSM", "action": "putParameter", "parameters": parameters}
        return json.dumps({**made, "physicalResourceId": {"id": name}})

    thing = custom(
        "Custom::Whatever",
        Create=put("one"),
        Update=put("two"),
        Delete='{"service":"@aws-sdk/client-ssm","action":"DeleteParameterCommand",'
        '"parameters":{"Name":"PHYSICAL:RESOURCEID:"}}',
        InstallLatestAwsSdk=True,
    )
    resources = UNUSED | {"Thing": thing}
    outputs = {"Ref": {"Ref": "Thing"}, "Version": {"Fn::GetAtt": ["Thing", "Version"]}}
    assert stack.up(resources, outputs) == {"Ref": name, "Version": "1"}
    assert ssm.get_parameter(Name=name)["Parameter"]["Value"] == "one"
    thing["Properties"]["Update"] = put("three")
    assert stack.up(resources, outputs)["Version"] == "2"
    assert ssm.get_parameter(Name=name)["Parameter"]["Value"] == "three"
    stack.down()
    with pytest.raises(ssm.exceptions.ParameterNotFound):
        ssm.get_parameter(Name=name)


def test_a_bucket_is_emptied_before_it_goes(stack: Stack, local_cloud: LocalCloud) -> None:
    s3 = local_cloud.client("s3")
    resources = UNUSED | {
        "Bucket": {
            "Type": "AWS::S3::Bucket",
            "Properties": {
                "VersioningConfiguration": {"Status": "Enabled"},
                "Tags": [{"Key": "aws-cdk:auto-delete-objects", "Value": "true"}],
            },
        },
        "Kept": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"},
        "Empty": custom("Custom::S3AutoDeleteObjects", BucketName={"Ref": "Bucket"}),
        "EmptyNot": custom("Custom::S3AutoDeleteObjects", BucketName={"Ref": "Kept"}),
    }
    made = stack.up(resources, {"Bucket": {"Ref": "Bucket"}, "Kept": {"Ref": "Kept"}})
    assert s3.get_bucket_tagging(Bucket=made["Bucket"])["TagSet"][0]["Value"] == "true"
    for body in (b"one", b"two"):
        s3.put_object(Bucket=made["Bucket"], Key="a", Body=body)
        s3.put_object(Bucket=made["Kept"], Key="a", Body=body)
    stack.down()
    names = {bucket["Name"] for bucket in s3.list_buckets()["Buckets"]}
    assert made["Bucket"] not in names
    assert s3.get_object(Bucket=made["Kept"], Key="a")["Body"].read() == b"two"


def test_retention_and_the_default_security_group(stack: Stack, local_cloud: LocalCloud) -> None:
    group = f"/{stack.name}/kept"
    resources = UNUSED | {
        "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.8.0.0/16"}},
        "Restrict": custom(
            "Custom::VpcRestrictDefaultSG",
            DefaultSecurityGroupId={"Fn::GetAtt": "Vpc.DefaultSecurityGroup"},
            Account={"Ref": "AWS::AccountId"},
        ),
        "Retention": custom("Custom::LogRetention", LogGroupName=group, RetentionInDays=7),
    }
    made = stack.up(resources, {"Sg": {"Fn::GetAtt": "Vpc.DefaultSecurityGroup"}})
    [found] = local_cloud.client("ec2").describe_security_groups(GroupIds=[made["Sg"]])["SecurityGroups"]
    assert found["IpPermissions"] == []
    assert found["IpPermissionsEgress"] == []
    logs = local_cloud.client("logs")
    [kept] = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    assert kept["retentionInDays"] == 7
    resources["Retention"]["Properties"]["RetentionInDays"] = 30
    stack.up(resources)
    [kept] = logs.describe_log_groups(logGroupNamePrefix=group)["logGroups"]
    assert kept["retentionInDays"] == 30


def test_files_are_deployed_with_their_markers_and_pruned(stack: Stack, local_cloud: LocalCloud) -> None:
    s3 = local_cloud.client("s3")
    source = f"{stack.name}-source"
    s3.create_bucket(Bucket=source)
    first = {"index.html": b"<a href='MARK'>", "old.txt": b"old", "skip.map": b"-"}
    for key, files in {"first.zip": first, "second.zip": {"index.html": b"again"}}.items():
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, body in files.items():
                archive.writestr(name, body)
        s3.put_object(Bucket=source, Key=key, Body=content.getvalue())
    deployment = custom(
        "Custom::CDKBucketDeployment",
        SourceBucketNames=[source],
        SourceObjectKeys=["first.zip"],
        SourceMarkers=[{"MARK": {"Ref": "Bucket"}}],
        DestinationBucketName={"Ref": "Bucket"},
        DestinationBucketKeyPrefix="site",
        Exclude=["*.map"],
        Prune=True,
        SystemMetadata={"cache-control": "max-age=60"},
        RetainOnDelete=False,
    )
    resources = UNUSED | {"Bucket": {"Type": "AWS::S3::Bucket"}, "Deployment": deployment}
    bucket = stack.up(resources, {"Bucket": {"Ref": "Bucket"}})["Bucket"]
    page = s3.get_object(Bucket=bucket, Key="site/index.html")
    assert page["Body"].read() == f"<a href='{bucket}'>".encode()
    assert (page["ContentType"], page["CacheControl"]) == ("text/html", "max-age=60")
    assert _keys(s3, bucket) == {"site/index.html", "site/old.txt"}
    deployment["Properties"]["SourceObjectKeys"] = ["second.zip"]
    stack.up(resources)
    assert _keys(s3, bucket) == {"site/index.html"}
    assert s3.get_object(Bucket=bucket, Key="site/index.html")["Body"].read() == b"again"


def _keys(s3: Any, bucket: str) -> set[str]:
    return {found["Key"] for found in s3.list_objects_v2(Bucket=bucket).get("Contents", [])}
