"""No rule raises when a working system has hostile values: what depends on them is followed from elsewhere.

``test_robustness`` shows each type alone; here resources point at each other, so that rules about whole
systems come as far as they can before they meet the value.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs import graph
from stratiform.check.catalogue import catalogue
from stratiform.check.judgement import judge
from stratiform.errors import TemplateError

ROLE = {"Fn::GetAtt": ["Role", "Arn"]}
QUEUE = {"Fn::GetAtt": ["Queue", "Arn"]}
SUBNETS = [{"Ref": "Public"}, {"Ref": "Private"}]
GROUP = {"Fn::GetAtt": ["Group", "GroupId"]}
TAGS = [{"Key": "Environment", "Value": "prod"}]


def policy(actions: list[str], resource: Any, **more: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Action": actions, "Resource": resource, **more}
    return {"Version": "2012-10-17", "Statement": [statement]}


def subnet(zone: str) -> tuple[str, dict[str, Any]]:
    settings_ = {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24", "AvailabilityZone": zone, "Tags": TAGS}
    return ("AWS::EC2::Subnet", settings_)


def route(target: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return (
        "AWS::EC2::Route",
        {"RouteTableId": {"Ref": "Table"}, "DestinationCidrBlock": "0.0.0.0/0", **target},
    )


SYSTEM: dict[str, tuple[str, dict[str, Any]]] = {
    "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16", "Tags": TAGS}),
    "Public": subnet("us-east-1a"),
    "Private": subnet("us-east-1b"),
    "Gateway": ("AWS::EC2::InternetGateway", {}),
    "Address": ("AWS::EC2::EIP", {"Domain": "vpc"}),
    "Nat": (
        "AWS::EC2::NatGateway",
        {"SubnetId": {"Ref": "Public"}, "AllocationId": {"Fn::GetAtt": ["Address", "AllocationId"]}},
    ),
    "Table": ("AWS::EC2::RouteTable", {"VpcId": {"Ref": "Vpc"}}),
    "Out": route({"GatewayId": {"Ref": "Gateway"}}),
    "Through": route({"NatGatewayId": {"Ref": "Nat"}}),
    "Associated": (
        "AWS::EC2::SubnetRouteTableAssociation",
        {"SubnetId": {"Ref": "Public"}, "RouteTableId": {"Ref": "Table"}},
    ),
    "Group": (
        "AWS::EC2::SecurityGroup",
        {
            "VpcId": {"Ref": "Vpc"},
            "SecurityGroupIngress": [
                {"IpProtocol": "tcp", "FromPort": 22, "ToPort": "5432", "CidrIp": "0.0.0.0/0"},
            ],
        },
    ),
    "Itself": (
        "AWS::EC2::SecurityGroupIngress",
        {"GroupId": GROUP, "IpProtocol": "-1", "SourceSecurityGroupId": GROUP},
    ),
    "Endpoint": (
        "AWS::EC2::VPCEndpoint",
        {
            "VpcId": {"Ref": "Vpc"},
            "ServiceName": {"Fn::Join": ["", ["com.amazonaws.", {"Ref": "AWS::Region"}, ".s3"]]},
            "PolicyDocument": policy(["*"], "*", Principal="*"),
            "RouteTableIds": [{"Ref": "Table"}],
        },
    ),
    "Database": (
        "AWS::RDS::DBInstance",
        {
            "Engine": "postgres",
            "EngineVersion": "16.3",
            "DBInstanceClass": "db.m5.large",
            "VPCSecurityGroups": [GROUP],
            "DBSubnetGroupName": {"Ref": "Subnets"},
            "MasterUserPassword": "{{resolve:secretsmanager:x}}",
            "BackupRetentionPeriod": "7",
            "Tags": TAGS,
        },
    ),
    "Subnets": ("AWS::RDS::DBSubnetGroup", {"SubnetIds": SUBNETS}),
    "Role": (
        "AWS::IAM::Role",
        {
            "AssumeRolePolicyDocument": policy(
                ["sts:AssumeRole"], "*", Principal={"Service": "lambda.amazonaws.com"}
            ),
            "Policies": [{"PolicyName": "p", "PolicyDocument": policy(["sqs:*", "s3:GetObject"], QUEUE)}],
        },
    ),
    "Function": (
        "AWS::Lambda::Function",
        {
            "Role": ROLE,
            "Runtime": "python3.12",
            "Timeout": 60,
            "Handler": "app.handle",
            "Environment": {"Variables": {"QUEUE": {"Ref": "Queue"}, "TOKEN": "x"}},
            "VpcConfig": {"SubnetIds": SUBNETS, "SecurityGroupIds": [GROUP]},
            "Tags": TAGS,
        },
    ),
    "Queue": (
        "AWS::SQS::Queue",
        {
            "VisibilityTimeout": 30,
            "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}, "maxReceiveCount": 3},
        },
    ),
    "Dead": ("AWS::SQS::Queue", {"MessageRetentionPeriod": 1209600, "KmsMasterKeyId": {"Ref": "Key"}}),
    "Key": ("AWS::KMS::Key", {"KeyPolicy": policy(["kms:*"], "*", Principal={"AWS": "*"})}),
    "Poll": (
        "AWS::Lambda::EventSourceMapping",
        {"EventSourceArn": QUEUE, "FunctionName": {"Ref": "Function"}, "BatchSize": 10},
    ),
    "Bucket": (
        "AWS::S3::Bucket",
        {"NotificationConfiguration": {"QueueConfigurations": [{"Event": "s3:*", "Queue": QUEUE}]}},
    ),
    "BucketPolicy": (
        "AWS::S3::BucketPolicy",
        {
            "Bucket": {"Ref": "Bucket"},
            "PolicyDocument": policy(
                ["s3:*"],
                {"Fn::GetAtt": ["Bucket", "Arn"]},
                Principal="*",
                Condition={"Bool": {"aws:SecureTransport": "false"}},
            ),
        },
    ),
    "Hourly": (
        "AWS::Events::Rule",
        {
            "ScheduleExpression": "rate(1 hour)",
            "Targets": [{"Arn": {"Fn::GetAtt": ["Function", "Arn"]}, "Id": "f"}],
        },
    ),
    "Permission": (
        "AWS::Lambda::Permission",
        {
            "FunctionName": {"Ref": "Function"},
            "Action": "lambda:InvokeFunction",
            "Principal": "events.amazonaws.com",
            "SourceArn": {"Fn::GetAtt": ["Hourly", "Arn"]},
        },
    ),
    "Definition": (
        "AWS::ECS::TaskDefinition",
        {
            "TaskRoleArn": ROLE,
            "NetworkMode": "awsvpc",
            "ContainerDefinitions": [
                {
                    "Name": "web",
                    "Image": "web",
                    "PortMappings": [{"ContainerPort": 80}],
                    "Environment": [{"Name": "QUEUE", "Value": {"Ref": "Queue"}}],
                    "LogConfiguration": {
                        "LogDriver": "awslogs",
                        "Options": {"awslogs-group": {"Ref": "Logs"}},
                    },
                }
            ],
        },
    ),
    "Logs": ("AWS::Logs::LogGroup", {"RetentionInDays": 30}),
    "Service": (
        "AWS::ECS::Service",
        {
            "TaskDefinition": {"Ref": "Definition"},
            "DesiredCount": 2,
            "LoadBalancers": [
                {"ContainerName": "web", "ContainerPort": 80, "TargetGroupArn": {"Ref": "Targets"}}
            ],
            "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": SUBNETS, "SecurityGroups": [GROUP]}},
            "Tags": TAGS,
        },
    ),
    "Balancer": (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        {
            "Subnets": SUBNETS,
            "SecurityGroups": [GROUP],
            "Scheme": "internet-facing",
            "LoadBalancerAttributes": [{"Key": "access_logs.s3.enabled", "Value": "true"}],
        },
    ),
    "Listener": (
        "AWS::ElasticLoadBalancingV2::Listener",
        {
            "LoadBalancerArn": {"Ref": "Balancer"},
            "Port": 80,
            "Protocol": "HTTP",
            "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Targets"}}],
        },
    ),
    "Targets": ("AWS::ElasticLoadBalancingV2::TargetGroup", {"Port": 80, "Protocol": "HTTP"}),
    "Alarm": (
        "AWS::CloudWatch::Alarm",
        {
            "Namespace": "AWS/Lambda",
            "MetricName": "Errors",
            "Dimensions": [{"Name": "FunctionName", "Value": {"Ref": "Function"}}],
            "AlarmActions": [{"Ref": "Topic"}],
        },
    ),
    "Topic": ("AWS::SNS::Topic", {"KmsMasterKeyId": "alias/aws/sns"}),
    "Machine": (
        "AWS::StepFunctions::StateMachine",
        {
            "RoleArn": ROLE,
            "Definition": {
                "StartAt": "A",
                "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::x"}},
            },
        },
    ),
}

Place = tuple[str | int, ...]


def places(found: Any, below: Place = ()) -> Iterator[Place]:
    """The path of every value inside ``found``."""
    for name, one in found.items() if isinstance(found, dict) else enumerate(found):
        yield (*below, name)
        if isinstance(one, dict | list):
            yield from places(one, (*below, name))


PLACES = [(name, 1, *path) for name, (_, properties) in SYSTEM.items() for path in places(properties)]
ODD = [
    None,
    True,
    -1,
    10**400,
    "",
    "*",
    "²",
    "NaN",
    "Infinity",
    "0.0.0.0/0",
    "999.1.1.1/77",
    "arn:aws:x",
    [],
    [None],
    {},
    {"Ref": "Nothing"},
    {"Fn::Join": "x"},
    [{"Key": {}, "Value": []}],
]
SHARES = 7
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(ODD))
KEYS = st.sampled_from(
    ["Ref", "Fn::GetAtt", "Fn::Join", "Fn::If", "Key", "Value", "Name", "Statement", "Principal", "a"]
)
HOSTILE = st.recursive(
    SCALARS, lambda one: st.lists(one, max_size=2) | st.dictionaries(KEYS, one, max_size=2), max_leaves=4
)


def with_values(changes: list[tuple[Place, Any]]) -> dict[str, Any]:
    """The system with each value in its place, unless an earlier one took the place away."""
    changed: Any = {name: list(copy.deepcopy(one)) for name, one in SYSTEM.items()}
    for place, hostile in changes:
        parent = changed
        try:
            for name in place[:-1]:
                parent = parent[name]
            parent[place[-1]] = copy.deepcopy(hostile)
        except (KeyError, IndexError, TypeError):
            continue
    return {name: {"Type": type_, "Properties": properties} for name, (type_, properties) in changed.items()}


def broken(changes: list[tuple[Place, Any]]) -> dict[str, str]:
    """What each rule that raises raises, in the system with these values."""
    try:
        system = graph(with_values(changes))
    except TemplateError:  # e.g. a circle of references
        return {}
    return {
        f"{id_} at {address}": repr(failure)
        for id_, rule in catalogue().items()
        for address, failure in judge(rule, system).broken.items()
    }


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:20])
def test_no_rule_raises_on_an_odd_value_in_any_place(odd: Any) -> None:
    for share in range(SHARES):  # most of the system stays as it is, so that rules come to the value
        assert broken([(place, odd) for place in PLACES[share::SHARES]]) == {}


@settings(derandomize=True, deadline=None, database=None, max_examples=30)
@given(st.lists(st.tuples(st.sampled_from(PLACES), HOSTILE), min_size=1, max_size=12))
def test_no_rule_raises_on_hostile_values(changes: list[tuple[Place, Any]]) -> None:
    assert broken(changes) == {}
