"""A task that calls what real containers do not find is told before it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stratiform.assembly import read
from stratiform.assembly.graph import Graph
from stratiform.local import containers
from stratiform.local.container_host import Choice, remember
from stratiform.local.name_notes import notes
from stratiform.local.state import State


def graph(tmp_path: Path, *, port: int, url: Any) -> Graph:
    """An app behind a load balancer and an alias, and what ``url`` its task calls."""
    container = {
        "Name": "web",
        "Image": "web",
        "PortMappings": [{"Name": "http", "ContainerPort": 8080}],
        "Environment": [{"Name": "URL", "Value": url}],
    }
    alias = {"DnsName": "orders", "Port": port}
    connect = {"Enabled": True, "Services": [{"PortName": "http", "ClientAliases": [alias]}]}
    properties = {"TaskDefinition": {"Ref": "Task"}, "ServiceConnectConfiguration": connect}
    resources = {
        "Inner": {"Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {"Scheme": "internal"}},
        "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [container]}},
        "Orders": {"Type": "AWS::ECS::Service", "Properties": properties},
    }
    file = tmp_path / "template.json"
    file.write_text(json.dumps({"Resources": resources}))
    return read(file)


def test_the_name_of_a_load_balancer_is_told(tmp_path: Path) -> None:
    (note,) = notes(graph(tmp_path, port=8080, url={"Fn::Sub": "http://${Inner.DNSName}/"}))
    assert note.startswith("Task: containers do not find Inner by its name.")
    assert "Cloud Map" in note


def test_an_alias_with_a_port_of_its_own_is_told(tmp_path: Path) -> None:
    (note,) = notes(graph(tmp_path, port=80, url="http://orders"))
    assert note == "Orders: containers find orders at port 8080, its container's, not at 80."


def test_what_containers_find_is_not_told(tmp_path: Path) -> None:
    assert notes(graph(tmp_path, port=8080, url="http://orders:8080")) == ()


def test_tasks_of_the_process_engine_find_them(tmp_path: Path) -> None:
    state, found = State.of(tmp_path), graph(tmp_path, port=80, url="http://orders")
    assert containers.notes(state, found)[1:] == ()  # the first is about the image
    remember(state, Choice("docker", "unix:///nowhere", "10.88.0.1"))
    assert containers.notes(state, found) == notes(found) != ()
