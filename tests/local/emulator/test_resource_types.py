"""The types of ``resources`` that one API resource stands for: created, described, changed and deleted."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.exceptions import ClientError
from tests.local.conftest import LocalCloud
from tests.local.emulator.conftest import VPC, Stack, role

pytestmark = pytest.mark.local

Look = Callable[[LocalCloud, dict[str, str]], Any]


@dataclass(frozen=True)
class Case:
    """``type`` with ``properties``: ``look`` asks its API and gives ``sees``, and None when it is gone.

    ``sees`` may be ``=Ref`` or ``=At<attribute>``: what the template is told.

    ``change`` are properties to change then, after which ``look`` gives ``then``.
    """

    type: str
    properties: dict[str, Any]
    look: Look
    sees: Any
    beside: dict[str, Any] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()
    change: dict[str, Any] = field(default_factory=dict)
    then: Any = None
    replaces: bool = False


def _first(service: str, operation: str, answer: str, member: str, **arguments: str) -> Look:
    """``member`` of the only ``answer`` of ``operation``; each argument is an output's name or a literal."""

    def look(cloud: LocalCloud, outputs: dict[str, str]) -> Any:
        filled = {
            name: [outputs["Ref"]] if value == "[Ref]" else outputs.get(value, value)
            for name, value in arguments.items()
        }
        try:
            found = getattr(cloud.client(service), operation)(**filled)
        except ClientError:
            return None
        if answer:
            found = found.get(answer)
        if isinstance(found, list):
            found = found[0] if found else {}
        return found.get(member)

    return look


ZONE = {"Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "types.example."}}}
API_KEY = {
    "AuthorizationType": "API_KEY",
    "AuthParameters": {"ApiKeyAuthParameters": {"ApiKeyName": "key", "ApiKeyValue": "value"}},
}
CONNECTION = {"Connection": {"Type": "AWS::Events::Connection", "Properties": API_KEY}}
MACHINE = {
    "Type": "AWS::StepFunctions::StateMachine",
    "Properties": {
        "RoleArn": {"Fn::GetAtt": "Role.Arn"},
        "DefinitionString": '{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}',
    },
}
TABLE_TARGET = {
    "ServiceNamespace": "dynamodb",
    "ResourceId": "table/orders",
    "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
    "MinCapacity": "1",
    "MaxCapacity": 10,
}
ACL_RULES = {"DefaultAction": {"Allow": {}}, "VisibilityConfig": {}}
VISIBLE = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}

CASES = [
    Case(
        "AWS::EC2::Instance",
        {"ImageId": "ami-12345678", "SubnetId": {"Ref": "Subnet"}, "Tags": [{"Key": "a", "Value": "b"}]},
        lambda cloud, outputs: next(
            (
                tag["Value"]
                for reservation in cloud.client("ec2").describe_instances()["Reservations"]
                for instance in reservation["Instances"]
                for tag in instance.get("Tags", [])
                if instance["InstanceId"] == outputs["Ref"]
                if instance["State"]["Name"] != "terminated"
            ),
            None,
        ),
        "b",
        beside=VPC,
        attributes=("PrivateIp", "AvailabilityZone", "InstanceId"),
        change={"Tags": [{"Key": "a", "Value": "c"}]},
        then="c",
    ),
    Case(
        "AWS::EC2::Volume",
        {"AvailabilityZone": "us-east-1a", "Size": "8"},
        _first("ec2", "describe_volumes", "Volumes", "Size", VolumeIds="[Ref]"),
        8,
        change={"Size": "16"},
        then=16,
    ),
    Case(
        "AWS::EC2::PrefixList",
        {"PrefixListName": "types", "AddressFamily": "IPv4", "MaxEntries": 5},
        _first("ec2", "describe_managed_prefix_lists", "PrefixLists", "MaxEntries", PrefixListIds="[Ref]"),
        5,
        attributes=("PrefixListId", "Arn"),
        change={"MaxEntries": 6},
        then=6,
        replaces=True,
    ),
    Case(
        "AWS::EC2::KeyPair",
        {"KeyName": "types-key"},
        _first("ec2", "describe_key_pairs", "KeyPairs", "KeyPairId", KeyNames="[Ref]"),
        "=AtKeyPairId",
        attributes=("KeyPairId",),
    ),
    Case(
        "AWS::EC2::NetworkInterface",
        {"SubnetId": {"Ref": "Subnet"}},
        _first(
            "ec2",
            "describe_network_interfaces",
            "NetworkInterfaces",
            "PrivateIpAddress",
            NetworkInterfaceIds="[Ref]",
        ),
        "=AtPrimaryPrivateIpAddress",
        beside=VPC,
        attributes=("PrimaryPrivateIpAddress", "VpcId"),
    ),
    Case(
        "AWS::EC2::EgressOnlyInternetGateway",
        {"VpcId": {"Ref": "Vpc"}},
        _first(
            "ec2",
            "describe_egress_only_internet_gateways",
            "EgressOnlyInternetGateways",
            "EgressOnlyInternetGatewayId",
            EgressOnlyInternetGatewayIds="[Ref]",
        ),
        "=Ref",
        beside=VPC,
        attributes=("Id",),
    ),
    Case(
        "AWS::IAM::Group",
        {"GroupName": "types-group", "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"]},
        _first("iam", "list_attached_group_policies", "AttachedPolicies", "PolicyName", GroupName="Ref"),
        "ReadOnlyAccess",
        attributes=("Arn",),
        change={"ManagedPolicyArns": ["arn:aws:iam::aws:policy/SecurityAudit"]},
        then="SecurityAudit",
    ),
    Case(
        "AWS::IAM::RolePolicy",
        {
            "RoleName": {"Ref": "Role"},
            "PolicyName": "types-policy",
            "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
            },
        },
        _first("iam", "get_role_policy", "", "PolicyName", RoleName="Role", PolicyName="Ref"),
        "types-policy",
        beside={"Role": role("lambda.amazonaws.com")},
    ),
    Case(
        "AWS::IAM::ServiceLinkedRole",
        {"AWSServiceName": "elasticbeanstalk.amazonaws.com"},
        _first("iam", "get_role", "Role", "Path", RoleName="Ref"),
        "/aws-service-role/elasticbeanstalk.amazonaws.com/",
        attributes=("RoleName",),
    ),
    Case(
        "AWS::IAM::AccessKey",
        {"UserName": {"Ref": "User"}},
        _first("iam", "list_access_keys", "AccessKeyMetadata", "AccessKeyId", UserName="User"),
        "=Ref",
        beside={"User": {"Type": "AWS::IAM::User"}},
        attributes=("SecretAccessKey",),
    ),
    Case(
        "AWS::IAM::OIDCProvider",
        {"Url": "https://token.example.com", "ClientIdList": ["sts"], "ThumbprintList": ["f" * 40]},
        _first("iam", "list_open_id_connect_providers", "OpenIDConnectProviderList", "Arn"),
        "=Ref",
        attributes=("Arn",),
    ),
    Case(
        "AWS::Events::Connection",
        API_KEY,
        _first("events", "describe_connection", "", "AuthorizationType", Name="Ref"),
        "API_KEY",
        attributes=("Arn",),
    ),
    Case(
        "AWS::Events::ApiDestination",
        {
            "ConnectionArn": {"Fn::GetAtt": "Connection.Arn"},
            "HttpMethod": "POST",
            "InvocationEndpoint": "https://example.com/one",
        },
        _first("events", "describe_api_destination", "", "InvocationEndpoint", Name="Ref"),
        "https://example.com/one",
        beside=CONNECTION,
        attributes=("Arn",),
        change={"InvocationEndpoint": "https://example.com/two"},
        then="https://example.com/two",
    ),
    Case(
        "AWS::Events::Archive",
        {
            "SourceArn": {"Fn::Sub": "arn:aws:events:us-east-1:000000000000:event-bus/default"},
            "RetentionDays": "3",
        },
        _first("events", "describe_archive", "", "RetentionDays", ArchiveName="Ref"),
        3,
        attributes=("Arn",),
        change={"RetentionDays": 5},
        then=5,
    ),
    Case(
        "AWS::ECS::CapacityProvider",
        {"Name": "types", "AutoScalingGroupProvider": {"AutoScalingGroupArn": "arn:aws:autoscaling:::x"}},
        _first("ecs", "describe_capacity_providers", "capacityProviders", "name", capacityProviders="[Ref]"),
        "types",
    ),
    Case(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        TABLE_TARGET,
        _first(
            "application-autoscaling",
            "describe_scalable_targets",
            "ScalableTargets",
            "MaxCapacity",
            ServiceNamespace="dynamodb",
        ),
        10,
        attributes=("Id",),
        change={"MaxCapacity": 20},
        then=20,
    ),
    Case(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        {
            "PolicyName": "types",
            "PolicyType": "TargetTrackingScaling",
            "ScalingTargetId": {"Ref": "Target"},
            "TargetTrackingScalingPolicyConfiguration": {
                "TargetValue": "70",
                "PredefinedMetricSpecification": {"PredefinedMetricType": "DynamoDBReadCapacityUtilization"},
            },
        },
        _first(
            "application-autoscaling",
            "describe_scaling_policies",
            "ScalingPolicies",
            "PolicyType",
            ServiceNamespace="dynamodb",
        ),
        "TargetTrackingScaling",
        beside={
            "Target": {"Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": TABLE_TARGET}
        },
        attributes=("Arn",),
    ),
    Case(
        "AWS::WAFv2::IPSet",
        {"Name": "types", "Scope": "REGIONAL", "IPAddressVersion": "IPV4", "Addresses": ["10.0.0.0/8"]},
        lambda cloud, outputs: len(cloud.client("wafv2").list_ip_sets(Scope="REGIONAL")["IPSets"]) or None,
        1,
        attributes=("Arn", "Id"),
        change={"Addresses": ["10.1.0.0/16"]},
        then=1,
    ),
    Case(
        "AWS::Budgets::Budget",
        {
            "Budget": {
                "BudgetName": "types",
                "BudgetType": "COST",
                "TimeUnit": "MONTHLY",
                "BudgetLimit": {"Amount": 100, "Unit": "USD"},
            },
            "NotificationsWithSubscribers": [
                {
                    "Notification": {
                        "NotificationType": "ACTUAL",
                        "ComparisonOperator": "GREATER_THAN",
                        "Threshold": "80",
                    },
                    "Subscribers": [{"SubscriptionType": "EMAIL", "Address": "a@example.com"}],
                }
            ],
        },
        _first(
            "budgets", "describe_budget", "Budget", "TimeUnit", AccountId="000000000000", BudgetName="Ref"
        ),
        "MONTHLY",
    ),
    Case(
        "AWS::Config::ConfigRule",
        {"Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"}},
        _first("config", "describe_config_rules", "ConfigRules", "ConfigRuleName", ConfigRuleNames="[Ref]"),
        "=Ref",
        attributes=("Arn", "ConfigRuleId"),
    ),
    Case(
        "AWS::Batch::JobDefinition",
        {
            "Type": "container",
            "ContainerProperties": {"Image": "busybox", "Vcpus": "1", "Memory": 128},
        },
        _first("batch", "describe_job_definitions", "jobDefinitions", "jobDefinitionArn", status="ACTIVE"),
        "=Ref",
        attributes=("JobDefinitionArn",),
    ),
    Case(
        "AWS::Route53::RecordSetGroup",
        {
            "HostedZoneId": {"Ref": "Zone"},
            "RecordSets": [
                {"Name": "a.types.example.", "Type": "A", "TTL": "60", "ResourceRecords": ["10.0.0.1"]}
            ],
        },
        lambda cloud, outputs: {
            record["Name"]: record["ResourceRecords"][0]["Value"]
            for record in cloud.client("route53").list_resource_record_sets(HostedZoneId=outputs["Zone"])[
                "ResourceRecordSets"
            ]
        }.get("a.types.example."),
        "10.0.0.1",
        beside=ZONE,
    ),
    Case(
        "AWS::RDS::DBProxy",
        {
            "DBProxyName": "types-proxy",
            "EngineFamily": "POSTGRESQL",
            "Auth": [{"AuthScheme": "SECRETS", "SecretArn": "arn:aws:secretsmanager:::secret:x"}],
            "RoleArn": {"Fn::GetAtt": "Role.Arn"},
            "VpcSubnetIds": [{"Ref": "Subnet"}],
        },
        _first("rds", "describe_db_proxies", "DBProxies", "EngineFamily", DBProxyName="Ref"),
        "POSTGRESQL",
        beside=VPC | {"Role": role("rds.amazonaws.com")},
        attributes=("DBProxyArn", "Endpoint"),
    ),
    Case(
        "AWS::CloudTrail::Trail",
        {"IsLogging": True, "S3BucketName": "types-trail"},
        _first("cloudtrail", "describe_trails", "trailList", "Name", trailNameList="[Ref]"),
        "=Ref",
        attributes=("Arn",),
    ),
    Case(
        "AWS::Elasticsearch::Domain",
        {"DomainName": "types-old", "ElasticsearchVersion": "7.10"},
        _first("opensearch", "describe_domain", "DomainStatus", "EngineVersion", DomainName="Ref"),
        "Elasticsearch_7.10",
        attributes=("Arn", "DomainEndpoint"),
    ),
    Case(
        "AWS::Athena::NamedQuery",
        {"Database": "d", "QueryString": "select 1"},
        _first("athena", "get_named_query", "NamedQuery", "QueryString", NamedQueryId="Ref"),
        "select 1",
        attributes=("NamedQueryId",),
    ),
    Case(
        "AWS::Kinesis::StreamConsumer",
        {"ConsumerName": "types", "StreamARN": {"Fn::GetAtt": "Stream.Arn"}},
        _first(
            "kinesis", "describe_stream_consumer", "ConsumerDescription", "ConsumerName", ConsumerARN="Ref"
        ),
        "types",
        beside={"Stream": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1}}},
        attributes=("ConsumerARN", "ConsumerStatus"),
    ),
    Case(
        "AWS::Cognito::UserPoolUser",
        {"UserPoolId": {"Ref": "Pool"}, "Username": "ada", "MessageAction": "SUPPRESS"},
        _first("cognito-idp", "list_users", "Users", "Username", UserPoolId="Pool"),
        "ada",
        beside={"Pool": {"Type": "AWS::Cognito::UserPool"}},
    ),
    Case(
        "AWS::StepFunctions::Activity",
        {},
        _first("stepfunctions", "list_activities", "activities", "activityArn"),
        "=Ref",
        attributes=("Arn", "Name"),
    ),
    Case(
        "AWS::StepFunctions::StateMachineVersion",
        {"StateMachineArn": {"Ref": "Machine"}, "Description": "first"},
        _first(
            "stepfunctions",
            "list_state_machine_versions",
            "stateMachineVersions",
            "stateMachineVersionArn",
            stateMachineArn="Machine",
        ),
        "=Ref",
        beside={"Machine": MACHINE, "Role": role("states.amazonaws.com")},
        attributes=("Arn",),
    ),
    Case(
        "AWS::EC2::DHCPOptions",
        {"DomainName": "example.local", "DomainNameServers": ["10.0.0.2"]},
        _first("ec2", "describe_dhcp_options", "DhcpOptions", "DhcpOptionsId", DhcpOptionsIds="[Ref]"),
        "=Ref",
        attributes=("DhcpOptionsId",),
    ),
    Case(
        "AWS::Glue::Workflow",
        {"Description": "one"},
        _first("glue", "get_workflow", "Workflow", "Description", Name="Ref"),
        "one",
        change={"Description": "two"},
        then="two",
    ),
    Case(
        "AWS::AmazonMQ::Broker",
        {
            "BrokerName": "types",
            "EngineType": "ACTIVEMQ",
            "EngineVersion": "5.18",
            "HostInstanceType": "mq.t3.micro",
            "DeploymentMode": "SINGLE_INSTANCE",
            "PubliclyAccessible": "false",
            "Users": [{"Username": "admin", "Password": "long-enough-1"}],
        },
        _first("mq", "describe_broker", "", "BrokerName", BrokerId="Ref"),
        "types",
        attributes=("Arn",),
    ),
    Case(
        "AWS::MSK::Cluster",
        {
            "ClusterName": "types",
            "KafkaVersion": "3.6.0",
            "NumberOfBrokerNodes": "2",
            "BrokerNodeGroupInfo": {"InstanceType": "kafka.t3.small", "ClientSubnets": [{"Ref": "Subnet"}]},
        },
        _first("kafka", "describe_cluster", "ClusterInfo", "ClusterName", ClusterArn="Ref"),
        "types",
        beside=VPC,
        attributes=("Arn",),
    ),
    Case(
        "AWS::Route53::HealthCheck",
        {"HealthCheckConfig": {"Type": "TCP", "IPAddress": "10.0.0.1", "Port": "80"}},
        _first("route53", "get_health_check", "HealthCheck", "Id", HealthCheckId="Ref"),
        "=Ref",
        attributes=("HealthCheckId",),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.type)
def test_a_resource_lives_as_its_template_says(case: Case, stack: Stack, local_cloud: LocalCloud) -> None:
    resources = copy.deepcopy(case.beside) | {
        "Made": {"Type": case.type, "Properties": copy.deepcopy(case.properties)}
    }
    outputs: dict[str, Any] = {name: {"Ref": name} for name in case.beside}
    outputs |= {f"At{name}": {"Fn::GetAtt": ["Made", name]} for name in case.attributes}
    made = stack.up(resources, outputs | {"Ref": {"Ref": "Made"}})
    assert all(made[f"At{name}"] for name in case.attributes)
    told = made[case.sees[1:]] if str(case.sees).startswith("=") else case.sees
    assert case.look(local_cloud, made) == told
    if case.change:
        resources["Made"]["Properties"] |= case.change
        changed = stack.up(resources, outputs | {"Ref": {"Ref": "Made"}})
        assert case.look(local_cloud, changed) == case.then
        assert (changed["Ref"] != made["Ref"]) is case.replaces
        made = changed
    del resources["Made"]
    resources["Anchor"] = {"Type": "AWS::CloudFormation::WaitConditionHandle"}
    stack.up(resources, {name: {"Ref": name} for name in case.beside})
    assert case.look(local_cloud, made) is None
