"""A local cloud with the process engine behind it, and services whose image is a folder of the test."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from stratiform.local.emulator import process as emulator_process
from stratiform.local.engine import catalogue, process
from stratiform.local.engine.images.environment import key
from stratiform.local.state import State
from waiting import PATIENCE, until

ACCOUNT, REGION = "000000000000", "us-east-1"
PYTHON = f"python:{sys.version_info[0]}.{sys.version_info[1]}-slim"

SERVER = """
import http.server, json, os, signal, socketserver, sys, threading
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        body = json.dumps({"pid": os.getpid(), "version": VERSION, "env": dict(os.environ)}).encode()
        self.send_response(200); self.send_header("Content-Length", str(len(body))); self.end_headers()
        self.wfile.write(body)
    def log_message(self, *a): print("request", self.path, flush=True)
class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
server = Server(("0.0.0.0", 80), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
print("serving", flush=True)
server.serve_forever()
"""


@dataclass
class Containers:
    """A running local cloud and the image assets of its assembly."""

    state: State
    emulator: Any
    assembly: Path
    client: Callable[..., Any]
    stacks: list[str] = field(default_factory=list)

    def image(self, program: str, *, dockerfile: str = "", **files: str) -> str:
        """The URI of an image that runs ``program`` with Python."""
        text = (
            dockerfile
            or f'FROM {PYTHON}\\nWORKDIR /app\\nCOPY . .\\nCMD ["python", "main.py"]\\n'.replace("\\n", "\n")
        )
        content = {"Dockerfile": text, "main.py": program, **files}
        identity = key(*(f"{name}={value}" for name, value in content.items()))
        folder = self.assembly / f"asset.{identity}"
        folder.mkdir(parents=True, exist_ok=True)
        for name, value in content.items():
            (folder / name).write_text(value)
        asset = {
            "source": {"directory": folder.name},
            "destinations": {"here": {"repositoryName": "assets", "imageTag": identity}},
        }
        (self.assembly / f"{identity}.assets.json").write_text(
            json.dumps({"dockerImages": {identity: asset}})
        )
        return f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/assets:{identity}"

    def template(
        self,
        name: str,
        image: str,
        *,
        count: int = 1,
        breaker: bool = True,
        balanced: bool = True,
        **container: Any,
    ) -> dict[str, Any]:
        """A service behind a load balancer, as the CDK would write it."""
        definition = {
            "Name": "web",
            "Image": image,
            "Essential": True,
            "PortMappings": [{"ContainerPort": 80}],
            "LogConfiguration": {
                "LogDriver": "awslogs",
                "Options": {
                    "awslogs-group": {"Ref": "Logs"},
                    "awslogs-region": REGION,
                    "awslogs-stream-prefix": "web",
                },
            },
            **container,
        }
        extra = container.pop("Containers", [])
        definition.pop("Containers", None)
        task = container.pop("Task", {})
        definition.pop("Task", None)
        service: dict[str, Any] = {
            "Cluster": {"Ref": "Cluster"},
            "ServiceName": name,
            "TaskDefinition": {"Ref": "Task"},
            "DesiredCount": count,
            "LaunchType": "FARGATE",
            "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "Subnet"}]}},
            "DeploymentConfiguration": {
                "MaximumPercent": 200,
                "MinimumHealthyPercent": 100,
                "DeploymentCircuitBreaker": {"Enable": breaker, "Rollback": breaker},
            },
        }
        if balanced:
            service["LoadBalancers"] = [
                {"ContainerName": "web", "ContainerPort": 80, "TargetGroupArn": {"Ref": "Group"}}
            ]
        resources: dict[str, Any] = {
            "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
            "Subnet": {
                "Type": "AWS::EC2::Subnet",
                "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"},
            },
            "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": f"/test/{name}"}},
            "Cluster": {"Type": "AWS::ECS::Cluster", "Properties": {"ClusterName": name}},
            "Balancer": {
                "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "Properties": {"Name": name, "Subnets": [{"Ref": "Subnet"}]},
            },
            "Group": {
                "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
                "Properties": {
                    "Name": name,
                    "Port": 80,
                    "Protocol": "HTTP",
                    "TargetType": "ip",
                    "VpcId": {"Ref": "Vpc"},
                },
            },
            "Listener": {
                "Type": "AWS::ElasticLoadBalancingV2::Listener",
                "Properties": {
                    "LoadBalancerArn": {"Ref": "Balancer"},
                    "Port": 80,
                    "Protocol": "HTTP",
                    "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": "Group"}}],
                },
            },
            "Task": {
                "Type": "AWS::ECS::TaskDefinition",
                "Properties": {
                    "Family": name,
                    "NetworkMode": "awsvpc",
                    "Cpu": "256",
                    "Memory": "512",
                    "RequiresCompatibilities": ["FARGATE"],
                    "ContainerDefinitions": [*extra, definition],
                    **task,
                },
            },
            "Service": {"Type": "AWS::ECS::Service", "DependsOn": ["Listener"], "Properties": service},
        }
        return {"Resources": resources}

    def deploy(self, name: str, template: dict[str, Any], *, seconds: float = PATIENCE) -> str:
        """Create or update the stack; the status it ends in."""
        cloudformation = self.client("cloudformation")
        arguments = {
            "StackName": name,
            "TemplateBody": json.dumps(template),
            "Capabilities": ["CAPABILITY_NAMED_IAM"],
        }
        known = [each["StackName"] for each in cloudformation.describe_stacks()["Stacks"]]
        (cloudformation.update_stack if name in known else cloudformation.create_stack)(**arguments)
        self.stacks.append(name)

        def status() -> str:
            found = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
            return "" if found.endswith("IN_PROGRESS") else str(found)

        return until(status, seconds=seconds)

    def reasons(self, name: str) -> str:
        """What CloudFormation says went wrong."""
        events = self.client("cloudformation").describe_stack_events(StackName=name)["StackEvents"]
        return "\n".join(event.get("ResourceStatusReason", "") for event in events)

    def tasks(self, cluster: str, **filters: Any) -> list[dict[str, Any]]:
        """Described tasks."""
        ecs = self.client("ecs")
        arns = ecs.list_tasks(cluster=cluster, **filters)["taskArns"]
        return ecs.describe_tasks(cluster=cluster, tasks=arns)["tasks"] if arns else []

    def get(self, balancer: str) -> dict[str, Any]:
        """One request through the emulator's load balancer."""
        import urllib.request

        with urllib.request.urlopen(f"{self.emulator.endpoint}/_alb/{balancer}/", timeout=PATIENCE) as answer:
            return json.loads(answer.read())

    def logs(self, group: str) -> str:
        """Everything a log group has."""
        events = self.client("logs").filter_log_events(logGroupName=group)["events"]
        return "\n".join(event["message"] for event in events)


@pytest.fixture(scope="session")
def containers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Containers]:
    """One local cloud with its engine for every test of this worker."""
    from local.conftest import client_of

    folder = tmp_path_factory.mktemp("containers")
    state = State.of(folder)
    assembly = folder / "cdk.out"
    assembly.mkdir()
    process.start(state)
    catalogue.write(state.folder / process.FOLDER, assemblies=[assembly])
    try:
        started = emulator_process.start(state, port=None, account=ACCOUNT, region=REGION)
        yield Containers(
            state,
            started.emulator,
            assembly,
            lambda service, **keys: client_of(started.emulator, service, **keys),
        )
    finally:
        emulator_process.stop(state)
        process.stop(state)


@pytest.fixture(autouse=True)
def _no_service_stays(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test deployed goes with it: services that stay cost every later test its processor."""
    yield
    if "containers" not in request.fixturenames:
        return
    containers = request.getfixturevalue("containers")
    for name in set(containers.stacks):
        containers.client("cloudformation").delete_stack(StackName=name)
    containers.stacks.clear()
