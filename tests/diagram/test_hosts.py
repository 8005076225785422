from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diagram.systems import ORDERS, WEB, at, system
from stratiform.assembly.graph import Graph, Use
from stratiform.diagram.hosts import Hosts

FUNCTION = "Function: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}\n"


def hosts(graph: Graph, logical_id: str) -> list[str]:
    return [address.logical_id for address in Hosts(graph).of(at(logical_id))]


@pytest.mark.parametrize(
    ("plumbing", "served"),
    [
        ("PlaceRole", "Place"),
        ("PlacePolicy", "Place"),
        ("PlaceLogs", "Place"),
        ("Allowed", "Place"),
        ("Post", "Api"),
        ("Mapping", "Work"),
        ("Busy", "Work"),
        ("Failures", "Jobs"),
    ],
)
def test_plumbing_is_part_of_what_it_serves(tmp_path: Path, plumbing: str, served: str) -> None:
    assert hosts(system(tmp_path, ORDERS), plumbing) == [served]


@pytest.mark.parametrize(
    ("plumbing", "served"),
    [
        ("Targets", "Service"),
        ("Listener", "Balancer"),
        ("Cluster", "Service"),
        ("Task", "Service"),
        ("Role", "Service"),
        ("BalancerGroup", "Balancer"),
        ("Rule", "Database"),
        ("DatabaseSubnets", "Database"),
        ("ToNat", "Vpc"),
        ("JoinPublicA", "Vpc"),
        ("Attached", "Vpc"),
    ],
)
def test_the_network_is_plumbing_too(tmp_path: Path, plumbing: str, served: str) -> None:
    assert hosts(system(tmp_path, WEB), plumbing) == [served]


def test_a_shared_role_is_part_of_each_of_its_users(tmp_path: Path) -> None:
    both = FUNCTION + FUNCTION.replace("Function:", "Other:") + "Role: {Type: AWS::IAM::Role}\n"
    assert hosts(system(tmp_path, both), "Role") == ["Function", "Other"]


def test_what_nobody_uses_is_drawn(tmp_path: Path) -> None:
    graph = system(
        tmp_path,
        "Role: {Type: AWS::IAM::Role}\nPolicy: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role]}}\n",
    )
    assert hosts(graph, "Role") == ["Role"]
    assert hosts(graph, "Policy") == ["Role"]


def test_a_type_that_nobody_listed_is_drawn_unless_its_name_says_that_it_serves_another(
    tmp_path: Path,
) -> None:
    graph = system(
        tmp_path,
        """
        Reactor: {Type: AWS::Fusion::Reactor}
        Attachment: {Type: AWS::Fusion::ReactorAttachment, Properties: {ReactorId: !Ref Reactor}}
        """,
    )
    assert hosts(graph, "Reactor") == ["Reactor"]
    assert hosts(graph, "Attachment") == ["Reactor"]


def test_a_custom_resource_and_its_provider_are_part_of_what_they_are_for(tmp_path: Path) -> None:
    graph = system(
        tmp_path,
        """
        Bucket: {Type: AWS::S3::Bucket}
        Empty:
          Type: Custom::S3AutoDeleteObjects
          Properties: {ServiceToken: !GetAtt Provider.Arn, BucketName: !Ref Bucket}
        Provider: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt ProviderRole.Arn}}
        ProviderRole: {Type: AWS::IAM::Role}
        """,
    )
    assert [hosts(graph, name) for name in ("Empty", "Provider", "ProviderRole")] == [["Bucket"]] * 3


def test_a_queue_that_is_read_is_no_queue_of_failures(tmp_path: Path) -> None:
    mapping = "{EventSourceArn: !GetAtt Failures.Arn, FunctionName: !Ref Work}"
    replay = f"{ORDERS}  Replay: {{Type: AWS::Lambda::EventSourceMapping, Properties: {mapping}}}\n"
    assert hosts(system(tmp_path, replay), "Failures") == ["Failures"]


def test_a_queue_of_failures_that_a_workload_uses_is_drawn(tmp_path: Path) -> None:
    graph = system(tmp_path, ORDERS)
    used = replace(graph, uses=(Use("Work", "Failures", "read"),))
    assert [host.logical_id for host in Hosts(used).of(at("Failures"))] == ["Failures"]


def test_every_queue_is_drawn_where_failures_are_not_folded(tmp_path: Path) -> None:
    assert Hosts(system(tmp_path, ORDERS), fold_failures=False).is_drawn(at("Failures"))


def test_resources_that_serve_one_another_end_somewhere(tmp_path: Path) -> None:
    graph = system(
        tmp_path,
        """
        Cluster: {Type: AWS::ECS::Cluster}
        Providers: {Type: AWS::ECS::ClusterCapacityProviderAssociations, Properties: {Cluster: !Ref Cluster}}
        """,
    )
    assert hosts(graph, "Cluster") == ["Cluster"]
    assert hosts(graph, "Providers") == ["Cluster"]
