from __future__ import annotations

from pathlib import Path

import pytest

from diagram.drawing import tree
from diagram.systems import NETWORK, WEB, at, system
from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.diagram import picture
from stratiform.diagram.hosts import Hosts
from stratiform.diagram.network import Place, Tier, places


def place(graph: Graph, logical_id: str) -> Place:
    hosts = Hosts(graph)
    drawn = [address for address in graph.resources if hosts.is_drawn(address)]
    return places(graph, hosts, drawn)[at(logical_id)]


def test_a_node_stands_in_the_tier_of_its_subnets_and_says_in_how_many_zones(tmp_path: Path) -> None:
    graph = system(tmp_path, WEB)
    assert place(graph, "Balancer") == Place(at("Vpc"), Tier.PUBLIC, 2)
    assert place(graph, "Service") == Place(at("Vpc"), Tier.EGRESS, 1)
    assert place(graph, "Database") == Place(at("Vpc"), Tier.ISOLATED, 2)


def test_a_node_in_subnets_of_two_tiers_stands_in_the_network_alone(tmp_path: Path) -> None:
    vpc = "{SubnetIds: [!Ref PublicA, !Ref EgressA]}"
    function = f"  F: {{Type: AWS::Lambda::Function, Properties: {{VpcConfig: {vpc}}}}}"
    assert place(system(tmp_path, NETWORK + function), "F") == Place(at("Vpc"), None, 2)


def test_a_security_group_alone_tells_the_network(tmp_path: Path) -> None:
    function = """
  F: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: [!Ref Group]}}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc}}
"""
    assert place(system(tmp_path, NETWORK + function), "F") == Place(at("Vpc"))


def test_what_names_no_subnet_stands_outside(tmp_path: Path) -> None:
    assert place(system(tmp_path, NETWORK + "  Q: {Type: AWS::SQS::Queue}"), "Q") == Place()


def test_without_routes_the_tag_of_the_cdk_decides(tmp_path: Path) -> None:
    graph = system(
        tmp_path,
        """
        Vpc: {Type: AWS::EC2::VPC}
        Subnet:
          Type: AWS::EC2::Subnet
          Properties: {VpcId: !Ref Vpc, Tags: [{Key: aws-cdk:subnet-type, Value: Public}]}
        Machine: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref Subnet}}
        """,
    )
    assert place(graph, "Machine").tier is Tier.PUBLIC


def test_a_service_without_subnets_stands_where_its_instances_do(tmp_path: Path) -> None:
    service = """
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {VPCZoneIdentifier: [!Ref EgressA]}}
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
  Service:
    Type: AWS::ECS::Service
    Properties: {CapacityProviderStrategy: [{CapacityProvider: !Ref Provider}]}
"""
    assert place(system(tmp_path, NETWORK + service), "Service") == Place(at("Vpc"), Tier.EGRESS)


def test_the_subnets_of_a_schedule_are_those_of_its_task(tmp_path: Path) -> None:
    schedule = """
  Task: {Type: AWS::ECS::TaskDefinition}
  Nightly:
    Type: AWS::Scheduler::Schedule
    Properties:
      Target:
        EcsParameters:
          TaskDefinitionArn: !Ref Task
          NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref EgressA]}}
"""
    graph = system(tmp_path, NETWORK + schedule)
    assert place(graph, "Task").tier is Tier.EGRESS
    assert place(graph, "Nightly") == Place()


GIVEN = """
Parameters:
  Shared: {Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/prod/networks/main/vpc}
  Plain: {Type: String}
Resources:
"""


@pytest.mark.parametrize(
    ("vpc", "given"),
    [
        ("!Ref Shared", "/shop/prod/networks/main/vpc"),
        ("vpc-0123", "vpc-0123"),
        ("!ImportValue main-vpc", "main-vpc"),
        ("!Ref Plain", None),
    ],
)
def test_a_network_that_is_given_has_the_name_it_is_given_by(
    tmp_path: Path, vpc: str, given: str | None
) -> None:
    function = f"""
  F: {{Type: AWS::Lambda::Function, Properties: {{VpcConfig: {{SecurityGroupIds: [!Ref Group]}}}}}}
  Group: {{Type: AWS::EC2::SecurityGroup, Properties: {{VpcId: {vpc}}}}}
"""
    file = tmp_path / "system.yaml"
    file.write_text(GIVEN + function)
    assert place(read(file), "F") == Place(given=given)


def test_what_stands_in_a_given_network_is_in_one_box(tmp_path: Path) -> None:
    functions = """
  F: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: [!Ref A]}}}
  G: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SecurityGroupIds: [!Ref B]}, Timeout: 3}}
  A: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Shared}}
  B: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Shared}}
  Q: {Type: AWS::SQS::Queue}
"""
    file = tmp_path / "system.yaml"
    file.write_text(GIVEN + functions)
    drawn = tree(picture(read(file), detail="all").root)
    assert drawn["VPC /shop/prod/networks/main/vpc"] == {"": ["F", "G"]}
