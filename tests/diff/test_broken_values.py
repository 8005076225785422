"""Any value may stand anywhere in a template: diff answers, and never breaks."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diff.templates import resource
from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.diff import diff
from stratiform.diff.document import document
from stratiform.diff.html import html
from stratiform.diff.markdown import markdown
from stratiform.diff.report import report
from stratiform.diff.text import text

STATEMENT = {
    "Effect": "Allow",
    "Action": ["s3:Get*"],
    "Resource": {"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}]]},
    "Principal": {"AWS": [{"Fn::GetAtt": ["Table", "Arn"]}]},
    "Condition": {"StringEquals": {"aws:SourceAccount": ["1"]}},
}
RULE = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "CidrIp": "10.0.0.0/8"}
RESOURCES: dict[str, Any] = {
    "Role": resource(
        "IAM::Role",
        AssumeRolePolicyDocument={"Statement": [STATEMENT]},
        ManagedPolicyArns=["arn:a"],
        Policies=[{"PolicyName": "p", "PolicyDocument": {"Statement": STATEMENT}}],
        PermissionsBoundary="arn:b",
    ),
    "Policy": resource("IAM::Policy", Roles=[{"Ref": "Role"}], PolicyDocument={"Statement": [STATEMENT]}),
    "Group": resource("EC2::SecurityGroup", SecurityGroupIngress=[RULE], Tags=[{"Key": "a", "Value": "b"}]),
    "Rule": resource("EC2::SecurityGroupIngress", GroupId={"Ref": "Group"}, **RULE),
    "Alarm": resource("CloudWatch::Alarm", AlarmActions=["a"], Threshold=1, EvaluationPeriods=2),
    "Table": resource("DynamoDB::GlobalTable", Replicas=[{"DeletionProtectionEnabled": True}], TableName="t"),
    "Bucket": resource("S3::Bucket", PublicAccessBlockConfiguration={"BlockPublicAcls": True}),
    "Balancer": resource(
        "ElasticLoadBalancingV2::LoadBalancer", LoadBalancerAttributes=[{"Key": "a", "Value": "b"}]
    ),
    "Route": resource("EC2::Route", GatewayId={"Ref": "Group"}, DestinationCidrBlock="0.0.0.0/0"),
    "Function": resource("Serverless::Function", Policies=["a", {"S3ReadPolicy": {"BucketName": "b"}}]),
    "Permission": resource("Lambda::Permission", FunctionName={"Ref": "Function"}, Principal="*"),
}
SCALARS = [None, "", "{", '{"Statement": 1}', 0, -1, 1.5, True]
JUNK: list[Any] = [
    *SCALARS,
    [],
    {},
    [[]],
    [None],
    [{}],
    {"Ref": "Role"},
    {"Ref": 1},
    {"Fn::GetAtt": []},
    {"Fn::If": ["X", 1, 2]},
    {"Statement": [None, 1, {"Action": {"Fn::If": []}}]},
]


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value below the properties of every resource."""
    if len(at) > 1:
        yield at
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        if at != () or key in RESOURCES:
            yield from places(child, (*at, key)) if len(at) != 1 or key == "Properties" else ()


PLACES = [place for place in places(RESOURCES) if len(place) > 2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    file: Path = tmp_path_factory.mktemp("whole") / "Shop.json"
    file.write_text(json.dumps({"Resources": RESOURCES}))
    return read(file)


def broken(graph: Graph, place: tuple[Any, ...], junk: Any) -> Graph:
    """The graph with one value of one resource replaced."""
    body = copy.deepcopy(RESOURCES)
    target: Any = body
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = junk
    found = {
        address: replace(one, properties=body[address.logical_id]["Properties"])
        for address, one in graph.resources.items()
    }
    return replace(graph, resources=found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(PLACES), junk=st.sampled_from(JUNK))
def test_no_value_breaks_it(whole: Graph, place: tuple[Any, ...], junk: Any) -> None:
    other = broken(whole, place, junk)
    for before, after in ((whole, other), (other, whole), (other, other)):
        told = report(diff(before, after))
        for form in (
            text(told, everything=True),
            markdown(told),
            html(told, "x"),
            json.dumps(document(told)),
        ):
            assert form
