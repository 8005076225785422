"""`strat up --engine docker` in real containers, where ``.ci/podman`` or another has started an engine."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from acceptance.running import STRAT, eventually

HOST = os.environ.get("STRATIFORM_TEST_DOCKER_HOST")
IMAGE = os.environ.get("STRATIFORM_TEST_IMAGE", "localhost/stratiform-base")
PROGRAMS = Path(__file__).with_name("in_containers")
pytestmark = [
    pytest.mark.local,
    pytest.mark.skipif(HOST is None, reason="no container engine: see tests/local/engine/conftest.py"),
]
NAME = "in-containers"
LISTENS = "python3 -c 'import socket; socket.create_connection((\"localhost\", 9000))'"
TOKEN = "a-token-of-more-than-sixteen-characters"


def ref(name: str) -> dict[str, str]:
    return {"Ref": name}


def at(name: str) -> dict[str, str]:
    return {"Fn::GetAtt": name}


def container(name: str, **more: Any) -> dict[str, Any]:
    """As our constructs make them: a user of its own, nothing written but /tmp, an init process."""
    return {
        "Name": name,
        "Image": IMAGE,
        "Command": ["python3", "-c", (PROGRAMS / f"{name}.py").read_text()],
        "User": "10001:10001",
        "ReadonlyRootFilesystem": True,
        "LinuxParameters": {"InitProcessEnabled": True},
        "StopTimeout": 2,
        "MountPoints": [{"ContainerPath": "/tmp", "SourceVolume": "tmp"}],
        **more,
    }


def variable(name: str, value: Any) -> dict[str, Any]:
    return {"Name": name, "Value": value}


def task(name: str, *containers: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return "AWS::ECS::TaskDefinition", {
        "Family": name,
        "NetworkMode": "awsvpc",
        "Cpu": "256",
        "Memory": "512",
        "RequiresCompatibilities": ["FARGATE"],
        "TaskRoleArn": at("Role.Arn"),
        "ContainerDefinitions": list(containers),
        "Volumes": [{"Name": "tmp"}],
    }


def service(name: str, definition: str, **more: Any) -> tuple[str, dict[str, Any]]:
    return "AWS::ECS::Service", {
        "Cluster": ref("Cluster"),
        "ServiceName": name,
        "TaskDefinition": ref(definition),
        "DesiredCount": 1,
        "LaunchType": "FARGATE",
        "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [ref("Subnet")]}},
        **more,
    }


def template() -> dict[str, Any]:
    """A service with a sidecar, a database and a cache, which asks a second one by its name."""
    elb, found = "AWS::ElasticLoadBalancingV2::", "AWS::ServiceDiscovery::"
    forward = {"Type": "forward", "TargetGroupArn": ref("Group")}
    group = {"Name": NAME, "Port": 80, "Protocol": "HTTP", "TargetType": "ip", "VpcId": ref("Vpc")}
    trusted = {
        "Effect": "Allow",
        "Principal": {"Service": "ecs-tasks.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    granted = {"Effect": "Allow", "Action": "sqs:ListQueues", "Resource": "*"}
    variables = [
        variable("DATABASE_HOST", at("Database.Endpoint.Address")),
        variable("DATABASE_PORT", at("Database.Endpoint.Port")),
        variable("CACHE_HOST", at("Cache.PrimaryEndPoint.Address")),
        variable("CACHE_PORT", at("Cache.PrimaryEndPoint.Port")),
        variable("CACHE_TOKEN", TOKEN),
    ]
    made = {
        "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
        "Subnet": ("AWS::EC2::Subnet", {"VpcId": ref("Vpc"), "CidrBlock": "10.0.0.0/24"}),
        "Cluster": ("AWS::ECS::Cluster", {"ClusterName": NAME}),
        "Role": (
            "AWS::IAM::Role",
            {
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [trusted]},
                "Policies": [
                    {
                        "PolicyName": "queues",
                        "PolicyDocument": {"Version": "2012-10-17", "Statement": [granted]},
                    }
                ],
            },
        ),
        "Database": (
            "AWS::RDS::DBInstance",
            {
                "Engine": "postgres",
                "EngineVersion": "17",
                "DBInstanceClass": "db.t4g.micro",
                "DBName": "orders",
                "MasterUsername": "owner",
                "MasterUserPassword": "a-password",
            },
        ),
        "Cache": (
            "AWS::ElastiCache::ReplicationGroup",
            {
                "ReplicationGroupDescription": NAME,
                "Engine": "valkey",
                "CacheNodeType": "cache.t4g.micro",
                "NumCacheClusters": 1,
                "TransitEncryptionEnabled": True,
                "AuthToken": TOKEN,
            },
        ),
        "Balancer": (f"{elb}LoadBalancer", {"Name": NAME, "Subnets": [ref("Subnet")]}),
        "Group": (f"{elb}TargetGroup", group),
        "Listener": (
            f"{elb}Listener",
            {"LoadBalancerArn": ref("Balancer"), "Port": 80, "Protocol": "HTTP", "DefaultActions": [forward]},
        ),
        "Task": task(
            NAME,
            container("sidecar", HealthCheck={"Command": ["CMD-SHELL", LISTENS], "Interval": 5}),
            container(
                "web",
                PortMappings=[{"ContainerPort": 8080}],
                Environment=variables,
                DependsOn=[{"ContainerName": "sidecar", "Condition": "HEALTHY"}],
            ),
        ),
        "Service": service(
            NAME,
            "Task",
            LoadBalancers=[{"ContainerName": "web", "ContainerPort": 8080, "TargetGroupArn": ref("Group")}],
        ),
        "Namespace": (f"{found}PrivateDnsNamespace", {"Name": "shop.internal", "Vpc": ref("Vpc")}),
        "HelperName": (
            f"{found}Service",
            {
                "Name": "helper",
                "NamespaceId": ref("Namespace"),
                "DnsConfig": {"DnsRecords": [{"Type": "A", "TTL": 10}]},
            },
        ),
        "HelperTask": task("helper", container("helper", PortMappings=[{"ContainerPort": 9001}])),
        "Helper": service("helper", "HelperTask", ServiceRegistries=[{"RegistryArn": at("HelperName.Arn")}]),
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


@contextlib.contextmanager
def engine() -> Iterator[Any]:
    import docker

    with contextlib.closing(docker.DockerClient(base_url=HOST)) as client:
        yield client


def labels(endpoint: str) -> dict[str, str]:
    """Of what ECS made for the local cloud at ``endpoint``."""
    instance = f"{socket.gethostname()}:{endpoint.rpartition(':')[2]}"
    return {"ministack": "ecs", "ministack.instance": instance}


def mine(found: list[Any], endpoint: str) -> list[Any]:
    return [one for one in found if labels(endpoint).items() <= (one.attrs.get("Labels") or {}).items()]


def running(client: Any, endpoint: str, name: str) -> Any:
    [found] = [
        one for one in mine(client.containers.list(sparse=True), endpoint) if name in one.attrs["Names"][0]
    ]
    return client.containers.get(found.id)


def left(endpoint: str) -> list[str]:
    with engine() as client:
        containers = mine(client.containers.list(all=True, sparse=True), endpoint)
        volumes = mine(client.volumes.list(), endpoint)
        return [one.id for one in (*containers, *volumes)]


def leave_one(endpoint: str) -> None:
    """A container of a task that has ended, which the local cloud did not come to remove."""
    with engine() as client:
        name = f"left-{uuid.uuid4().hex[:8]}-web"
        client.containers.create(IMAGE, "true", name=name, labels=labels(endpoint))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("containers")
    (folder / "template.json").write_text(json.dumps(template()))
    try:
        yield folder
    finally:
        strat(folder, "down", "template.json", "--wipe")


@pytest.fixture(scope="module")
def up(app: Path) -> dict[str, Any]:
    return json.loads(strat(app, "up", "template.json", "--detach", "--engine", "docker", "--json"))


def asked(up: dict[str, Any], path: str) -> str:
    with urllib.request.urlopen(up["urls"][f"{NAME}:80"] + path, timeout=60) as answer:
        return answer.read().decode()


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/", "from the sidecar"),
        ("/written", "written by 10001"),
        ("/database", "asks for a password"),
        ("/cache", "+PONG"),
    ],
    ids=["its sidecar at localhost", "its volume", "its database over TLS", "its cache over TLS"],
)
def test_a_container_reaches(up: dict[str, Any], path: str, says: str) -> None:
    assert asked(up, path) == says


def test_a_name_leads_to_the_task_that_runs_now(up: dict[str, Any]) -> None:
    first = asked(up, "/named")
    with engine() as client:
        running(client, up["endpoint"], "-helper").kill()
    eventually(lambda: (now := asked(up, "/named")) != first and "Error" not in now)


def test_a_container_has_its_task_role_and_no_more(up: dict[str, Any]) -> None:
    with engine() as client:
        web = running(client, up["endpoint"], "-web")
        variables = dict(pair.split("=", 1) for pair in web.attrs["Config"]["Env"])
    session = boto3.session.Session(
        variables["AWS_ACCESS_KEY_ID"],
        variables["AWS_SECRET_ACCESS_KEY"],
        variables["AWS_SESSION_TOKEN"],
        variables["AWS_REGION"],
    )
    assert session.client("sqs", endpoint_url=up["endpoint"]).list_queues()["ResponseMetadata"]
    with pytest.raises(ClientError, match="AccessDenied"):
        session.client("s3", endpoint_url=up["endpoint"]).list_buckets()


def test_down_leaves_no_container_and_no_volume(app: Path, up: dict[str, Any]) -> None:
    assert left(up["endpoint"])
    leave_one(up["endpoint"])
    strat(app, "down", "template.json")
    assert eventually(lambda: not left(up["endpoint"]))
