"""One hardened task passes; each small edit of it breaks the one constraint that it should."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from graphs import graph
from stratiform.check.matrix import evaluate, load

DIGEST = "web@sha256:" + "0123456789abcdef" * 4
TASK: dict[str, Any] = {
    "NetworkMode": "awsvpc",
    "RequiresCompatibilities": ["EC2"],
    "Volumes": [{"Name": "data", "Host": {"SourcePath": "/data"}}],
    "ContainerDefinitions": [
        {
            "Name": "web",
            "Image": DIGEST,
            "User": "10001:10001",
            "Memory": 512,
            "Cpu": 256,
            "ReadonlyRootFilesystem": True,
            "Privileged": False,
            "HealthCheck": {"Command": ["CMD", "true"]},
            "LinuxParameters": {"Capabilities": {"Drop": ["ALL"]}, "InitProcessEnabled": True},
            "DockerSecurityOptions": ["no-new-privileges"],
            "Environment": [{"Name": "PORT", "Value": "8080"}],
            "PortMappings": [{"ContainerPort": 8080}],
            "Ulimits": [{"Name": "nofile", "SoftLimit": 1024, "HardLimit": 4096}],
            "LogConfiguration": {"LogDriver": "awslogs", "Options": {}},
        }
    ],
}


def answers(task: dict[str, Any]) -> dict[str, str]:
    service = ("AWS::ECS::Service", {"TaskDefinition": {"Ref": "Task"}})
    system = graph({"Task": ("AWS::ECS::TaskDefinition", task), "Web": service})
    return {row.id: row.verdict for row in evaluate(load("container-hardening"), system).rows}


def test_a_hardened_task_passes() -> None:
    found = answers(TASK)
    assert set(found.values()) == {"PASS"}, found


def container(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda task: task["ContainerDefinitions"][0].update(changes)


def of_task(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda task: task.update(changes)


@pytest.mark.parametrize(
    ("broken", "edit"),
    [
        ("non-root-user", container(User=None)),
        ("non-root-user", container(User="root")),
        ("non-root-user", container(User="0:10")),
        ("pinned-image", container(Image="web")),
        ("pinned-image", container(Image="web:latest")),
        ("pinned-image", container(Image="registry.example.com:5000/web")),
        ("health-check", container(HealthCheck=None)),
        ("no-secrets", container(Environment=[{"Name": "DB_PASSWORD", "Value": "hunter2hunter2"}])),
        ("not-privileged", container(Privileged=True)),
        ("dropped-capabilities", container(LinuxParameters={"InitProcessEnabled": True})),
        (
            "no-dangerous-capabilities",
            container(
                LinuxParameters={
                    "InitProcessEnabled": True,
                    "Capabilities": {"Drop": ["ALL"], "Add": ["SYS_ADMIN"]},
                }
            ),
        ),
        (
            "no-sensitive-mounts",
            of_task(Volumes=[{"Name": "d", "Host": {"SourcePath": "/var/run/docker.sock"}}]),
        ),
        ("no-sensitive-mounts", of_task(Volumes=[{"Name": "d", "Host": {"SourcePath": "/"}}])),
        ("no-ssh", container(PortMappings=[{"ContainerPort": 22}])),
        ("own-network", of_task(NetworkMode="host")),
        ("memory-limit", container(Memory=None)),
        ("cpu-limit", container(Cpu=None)),
        ("read-only-root", container(ReadonlyRootFilesystem=None)),
        ("own-processes", of_task(PidMode="host")),
        ("own-memory", of_task(IpcMode="host")),
        (
            "no-devices",
            container(
                LinuxParameters={
                    "InitProcessEnabled": True,
                    "Capabilities": {"Drop": ["ALL"]},
                    "Devices": [{"HostPath": "/dev/sda"}],
                }
            ),
        ),
        ("ulimits", container(Ulimits=[{"Name": "nofile", "SoftLimit": -1, "HardLimit": -1}])),
        ("no-new-privileges", container(DockerSecurityOptions=None)),
        ("init", container(LinuxParameters={"Capabilities": {"Drop": ["ALL"]}})),
        ("logging", container(LogConfiguration=None)),
        ("logging", container(LogConfiguration={"LogDriver": "none"})),
    ],
)
def test_each_edit_breaks_its_constraint(broken: str, edit: Callable[[dict[str, Any]], None]) -> None:
    task = copy.deepcopy(TASK)
    edit(task)
    assert [id_ for id_, verdict in answers(task).items() if verdict == "FAIL"] == [broken]


@pytest.mark.parametrize("image", ["web:1.2.3", "registry.example.com:5000/web:0d1f2e3", DIGEST])
def test_a_version_or_a_digest_pins_an_image(image: str) -> None:
    task = copy.deepcopy(TASK)
    container(Image=image)(task)
    assert answers(task)["pinned-image"] == "PASS"


def test_a_fargate_task_has_its_limits_at_the_top() -> None:
    task = copy.deepcopy(TASK)
    container(Memory=None, Cpu=None, DockerSecurityOptions=None)(task)
    of_task(Memory="512", Cpu="256", RequiresCompatibilities=["FARGATE"])(task)
    found = answers(task)
    assert found["memory-limit"] == found["cpu-limit"] == "PASS"
    assert found["no-new-privileges"] == "NOT-APPLICABLE"
