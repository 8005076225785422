"""Every protocol of AWS is answered with its own content type."""

from __future__ import annotations

import urllib.request

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from tests.local.conftest import LocalCloud

from waiting import PATIENCE

pytestmark = pytest.mark.local
TARGETS = {
    "dynamodb": ("DynamoDB_20120810.ListTables", "application/x-amz-json-1.0"),
    "kinesis": ("Kinesis_20131202.ListStreams", "application/x-amz-json-1.1"),
    "ecs": ("AmazonEC2ContainerServiceV20141113.ListClusters", "application/x-amz-json-1.1"),
}
QUERIES = {
    "ec2": ("DescribeVpcs", "2016-11-15", "text/xml;charset=UTF-8"),
    "iam": ("ListRoles", "2010-05-08", "text/xml"),
}


def content_type(cloud: LocalCloud, service: str, body: bytes, **headers: str) -> str:
    request = AWSRequest("POST", cloud.emulator.endpoint + "/", data=body, headers=headers)
    credentials = Credentials(cloud.emulator.account, "test")
    SigV4Auth(credentials, service, cloud.emulator.region).add_auth(request)
    sent = urllib.request.Request(request.url, body, dict(request.headers.items()))
    with urllib.request.urlopen(sent, timeout=PATIENCE) as answer:
        return str(answer.headers["Content-Type"])


@pytest.mark.parametrize("service", TARGETS)
def test_a_json_service_answers_in_its_own_version(local_cloud: LocalCloud, service: str) -> None:
    target, expected = TARGETS[service]
    headers = {"X-Amz-Target": target, "Content-Type": expected}
    assert content_type(local_cloud, service, b"{}", **headers) == expected


@pytest.mark.parametrize("service", QUERIES)
def test_a_query_service_answers_with_its_own_xml(local_cloud: LocalCloud, service: str) -> None:
    action, version, expected = QUERIES[service]
    body = f"Action={action}&Version={version}".encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert content_type(local_cloud, service, body, **headers) == expected
