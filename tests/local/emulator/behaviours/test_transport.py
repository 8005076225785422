"""A bucket that refuses plain http lets the local cloud's callers in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ...conftest import LocalCloud
from .functions import invoke, template

pytestmark = pytest.mark.local

PUTS = """
import boto3, os
def handler(event, context):
    boto3.client("s3").put_object(Bucket="enforce-ssl", Key="k", Body=b"v")
    return "put"
"""


def test_a_bucket_that_enforces_ssl_takes_what_the_role_allows(
    local_cloud: LocalCloud, deploy: Callable[..., Any]
) -> None:
    storage = local_cloud.client("s3")
    storage.create_bucket(Bucket="enforce-ssl")
    refuse = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": ["arn:aws:s3:::enforce-ssl", "arn:aws:s3:::enforce-ssl/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    storage.put_bucket_policy(
        Bucket="enforce-ssl", Policy=json.dumps({"Version": "2012-10-17", "Statement": [refuse]})
    )
    deploy("puts", template("puts", PUTS, allow=("s3:PutObject",)))
    assert invoke(local_cloud.client("lambda"), "puts") == "put"


def test_other_conditions_are_still_enforced(local_cloud: LocalCloud, deploy: Callable[..., Any]) -> None:
    """What refuses *secure* transport must refuse now: the key is true, not ignored."""
    roles, sts = local_cloud.client("iam"), local_cloud.client("sts")
    trust = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
    }
    arn = roles.create_role(RoleName="only-plain", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    allow = {
        "Effect": "Allow",
        "Action": "s3:ListAllMyBuckets",
        "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    roles.put_role_policy(
        RoleName="only-plain",
        PolicyName="p",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [allow]}),
    )
    keys = sts.assume_role(RoleArn=arn, RoleSessionName="session")["Credentials"]
    caller = local_cloud.client(
        "s3",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    with pytest.raises(ClientError, match="AccessDenied"):
        caller.list_buckets()
