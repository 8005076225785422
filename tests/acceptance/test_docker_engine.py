"""`strat up --engine docker` in real containers, where ``.ci/podman`` or another has started an engine."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from acceptance.running import STRAT, eventually

HOST = os.environ.get("STRATIFORM_TEST_DOCKER_HOST")
IMAGE = os.environ.get("STRATIFORM_TEST_IMAGE", "localhost/stratiform-base")
pytestmark = [
    pytest.mark.local,
    pytest.mark.skipif(HOST is None, reason="no container engine: see tests/local/engine/conftest.py"),
]
SIDECAR = """\
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"from the sidecar")
http.server.ThreadingHTTPServer(("127.0.0.1", 9000), Handler).serve_forever()
"""
WEB = """\
import http.server, urllib.request
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        said = urllib.request.urlopen("http://localhost:9000", timeout=5).read()
        self.send_response(200); self.end_headers(); self.wfile.write(said)
http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
"""


def ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def container(name: str, program: str, **more: Any) -> dict[str, Any]:
    return {"Name": name, "Image": IMAGE, "Command": ["python3", "-c", program], **more}


def template(name: str) -> dict[str, Any]:
    """A service whose first container is a sidecar without a port, which the second asks at localhost."""
    elb = "AWS::ElasticLoadBalancingV2::"
    forward = {"Type": "forward", "TargetGroupArn": ref("Group")}
    group = {"Name": name, "Port": 80, "Protocol": "HTTP", "TargetType": "ip", "VpcId": ref("Vpc")}
    task = {
        "Family": name,
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "ContainerDefinitions": [
            container("sidecar", SIDECAR),
            container("web", WEB, PortMappings=[{"ContainerPort": 8080}]),
        ],
    }
    service = {
        "Cluster": ref("Cluster"),
        "ServiceName": name,
        "TaskDefinition": ref("Task"),
        "DesiredCount": 1,
        "LaunchType": "FARGATE",
        "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [ref("Subnet")]}},
        "LoadBalancers": [{"ContainerName": "web", "ContainerPort": 8080, "TargetGroupArn": ref("Group")}],
    }
    made = {
        "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
        "Subnet": ("AWS::EC2::Subnet", {"VpcId": ref("Vpc"), "CidrBlock": "10.0.0.0/24"}),
        "Cluster": ("AWS::ECS::Cluster", {"ClusterName": name}),
        "Balancer": (f"{elb}LoadBalancer", {"Name": name, "Subnets": [ref("Subnet")]}),
        "Group": (f"{elb}TargetGroup", group),
        "Listener": (
            f"{elb}Listener",
            {"LoadBalancerArn": ref("Balancer"), "Port": 80, "Protocol": "HTTP", "DefaultActions": [forward]},
        ),
        "Task": ("AWS::ECS::TaskDefinition", task),
        "Service": ("AWS::ECS::Service", service),
    }
    resources: dict[str, Any] = {
        key: {"Type": kind, "Properties": properties} for key, (kind, properties) in made.items()
    }
    resources["Service"]["DependsOn"] = ["Listener"]
    return {"Resources": resources}


def strat(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [STRAT, *arguments],
        cwd=folder,
        env={**os.environ, "DOCKER_HOST": HOST or ""},
        capture_output=True,
        text=True,
        timeout=150,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def containers() -> list[str]:
    import docker

    with contextlib.closing(docker.DockerClient(base_url=HOST)) as client:
        found = client.containers.list(all=True, filters={"label": "ministack=ecs"})
        return [one.name for one in found if one.name.endswith(("-sidecar", "-web"))]


def leave_one(endpoint: str) -> None:
    """A container of a task that has ended, which the local cloud did not come to remove."""
    import docker

    instance = f"{socket.gethostname()}:{endpoint.rpartition(':')[2]}"
    labels = {"ministack": "ecs", "ministack.instance": instance}
    with contextlib.closing(docker.DockerClient(base_url=HOST)) as client:
        client.containers.create("localhost/stratiform-base", "true", name="left-web", labels=labels)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "template.json").write_text(json.dumps(template("in-one-task")))
    try:
        yield tmp_path
    finally:
        strat(tmp_path, "down", "template.json", "--wipe")


def test_containers_of_a_task_share_localhost_and_their_address(app: Path) -> None:
    up = json.loads(strat(app, "up", "template.json", "--detach", "--engine", "docker", "--json"))
    with urllib.request.urlopen(up["urls"]["in-one-task:80"], timeout=10) as answer:
        assert answer.read() == b"from the sidecar"
    assert len(containers()) == 2
    leave_one(up["endpoint"])
    strat(app, "down", "template.json")
    assert eventually(lambda: containers() == [], seconds=20)
