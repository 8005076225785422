"""What becomes public."""

from __future__ import annotations

import pytest

from diff.templates import resource, told
from stratiform.diff import Topic

BLOCKED = dict.fromkeys(
    ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
)
AWSVPC = "NetworkConfiguration"

CASES = [
    ("RDS::DBInstance", {"PubliclyAccessible": False}, {"PubliclyAccessible": True}, 1),
    ("RDS::DBInstance", {}, {"PubliclyAccessible": "true"}, 1),
    ("ElasticLoadBalancingV2::LoadBalancer", {"Scheme": "internal"}, {}, 1),
    ("ElasticLoadBalancingV2::LoadBalancer", {"Scheme": "internal"}, {"Scheme": "internet-facing"}, 1),
    (
        "ECS::Service",
        {AWSVPC: {"AwsvpcConfiguration": {"AssignPublicIp": "DISABLED"}}},
        {AWSVPC: {"AwsvpcConfiguration": {"AssignPublicIp": "ENABLED"}}},
        1,
    ),
    ("S3::Bucket", {"PublicAccessBlockConfiguration": BLOCKED}, {}, 4),
    (
        "S3::Bucket",
        {"PublicAccessBlockConfiguration": BLOCKED},
        {"PublicAccessBlockConfiguration": BLOCKED | {"BlockPublicPolicy": False}},
        1,
    ),
    ("S3::Bucket", {}, {"AccessControl": "PublicRead"}, 1),
    ("ApiGateway::Method", {"AuthorizationType": "AWS_IAM"}, {"AuthorizationType": "NONE"}, 1),
    ("ApiGateway::Method", {"ApiKeyRequired": True}, {}, 1),
    ("ApiGatewayV2::Route", {"AuthorizationType": "JWT"}, {"AuthorizationType": "NONE"}, 1),
    ("Lambda::Url", {"AuthType": "AWS_IAM"}, {"AuthType": "NONE"}, 1),
    ("EC2::Subnet", {"MapPublicIpOnLaunch": False}, {"MapPublicIpOnLaunch": True}, 1),
    ("EKS::Cluster", {"ResourcesVpcConfig": {"EndpointPublicAccess": False}}, {"ResourcesVpcConfig": {}}, 1),
    ("OpenSearchService::Domain", {"VPCOptions": {"SubnetIds": ["s"]}}, {}, 1),
    ("Serverless::Api", {"Auth": {"DefaultAuthorizer": "A"}}, {"Auth": {}}, 1),
    (
        "EC2::Instance",
        {"NetworkInterfaces": [{"AssociatePublicIpAddress": False}]},
        {"NetworkInterfaces": [{"AssociatePublicIpAddress": True}]},
        1,
    ),
    (
        "MSK::Cluster",
        {},
        {"BrokerNodeGroupInfo": {"ConnectivityInfo": {"PublicAccess": {"Type": "SERVICE_PROVIDED_EIPS"}}}},
        1,
    ),
    ("ApiGateway::RestApi", {"EndpointConfiguration": {"Types": ["PRIVATE"]}}, {}, 1),
]


@pytest.mark.parametrize(("type_", "before", "after", "number"), CASES)
def test_what_opens_is_told_one_way_and_not_the_other(compare, type_, before, after, number):
    shut, open_ = {"It": resource(type_, **before)}, {"It": resource(type_, **after)}
    opened = compare(shut, open_)
    assert len([one for one in opened.concerns if one.widens]) == number
    assert {one.topic for one in opened.concerns} == {Topic.EXPOSURE}
    assert told(compare(open_, shut)) == []
    assert len(told(compare(open_, shut), widens=False)) == number


def test_what_only_a_deployment_knows_is_not_told(compare):
    unknown = resource("RDS::DBInstance", PubliclyAccessible={"Ref": "Public"})
    assert told(compare({"Db": resource("RDS::DBInstance")}, {"Db": unknown})) == []


def test_a_new_public_resource_is_told_and_a_new_private_one_is_not(compare):
    other = {"T": resource("SNS::Topic")}
    public, private = (
        resource("RDS::DBInstance", PubliclyAccessible=True),
        resource("RDS::DBInstance", Port=1),
    )
    assert told(compare(other, other | {"Db": public})) == ["Db: it gets a public address"]
    assert told(compare(other, other | {"Db": private})) == []


def test_a_route_to_the_internet_makes_subnets_public(compare):
    before = {
        "Gateway": resource("EC2::InternetGateway"),
        "Nat": resource("EC2::NatGateway", SubnetId="s"),
        "Table": resource("EC2::RouteTable", VpcId="v"),
        "Route": resource(
            "EC2::Route",
            RouteTableId={"Ref": "Table"},
            DestinationCidrBlock="0.0.0.0/0",
            NatGatewayId={"Ref": "Nat"},
        ),
    }
    route = resource(
        "EC2::Route",
        RouteTableId={"Ref": "Table"},
        DestinationCidrBlock="0.0.0.0/0",
        GatewayId={"Ref": "Gateway"},
    )
    assert told(compare(before, before | {"Route": route})) == [
        "Route: its subnets can be reached from the internet"
    ]
    assert told(compare(before | {"Route": route}, before)) == []
    tagged = before | {"Route": route | {"DependsOn": "Nat"}}
    assert told(compare(before | {"Route": route}, tagged)) == []


def test_a_route_of_a_new_network_opens_nothing_that_was_there(compare):
    other = {"T": resource("SNS::Topic")}
    new = {
        "Gateway": resource("EC2::InternetGateway"),
        "Table": resource("EC2::RouteTable", VpcId="v"),
        "Route": resource(
            "EC2::Route",
            RouteTableId={"Ref": "Table"},
            DestinationCidrBlock="0.0.0.0/0",
            GatewayId={"Ref": "Gateway"},
        ),
    }
    assert told(compare(other, other | new)) == []


def test_a_new_address_of_an_instance_is_told(compare):
    other = {"T": resource("SNS::Topic")}
    address = resource("EC2::EIPAssociation", AllocationId="a", InstanceId="i")
    assert told(compare(other, other | {"A": address})) == ["A: an instance gets a public address"]
    assert told(compare(other, other | {"A": resource("EC2::EIP", Domain="vpc")})) == []


def test_a_web_firewall_that_goes_is_told(compare):
    other = {"T": resource("SNS::Topic")}
    guard = resource("WAFv2::WebACLAssociation", ResourceArn="a", WebACLArn="b")
    assert told(compare(other | {"Guard": guard}, other)) == [
        "Guard: the web firewall is taken off what it guarded"
    ]
