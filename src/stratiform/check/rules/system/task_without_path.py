"""A service whose tasks cannot reach what they need to start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import items, value
from stratiform.check.containers import TASKS, containers
from stratiform.check.outside import by_endpoint, called, has_way_out
from stratiform.check.placement import subnets_of
from stratiform.check.rule import Fault, Pillar, Rule, Severity
from stratiform.check.texts import written

# An image in ECR takes three endpoints: the API, the registry, and the bucket that has the layers.
_IMAGE = ("ecr.api", "ecr.dkr", "s3")
_SECRETS = {":secretsmanager:": "secretsmanager", ":ssm:": "ssm"}


def _needed(task: Resource, graph: Graph) -> Iterator[str]:
    for _, container in containers(task):
        if ".dkr.ecr." in (written(container.get("Image")) or ""):
            yield from _IMAGE
        if value(container, "LogConfiguration.LogDriver") == "awslogs":
            yield "logs"
        for secret in items(container.get("Secrets")):
            source = written(secret.get("ValueFrom")) if isinstance(secret, Mapping) else None
            yield from (name for part, name in _SECRETS.items() if part in (source or ""))
    kept = targets(graph, task, "ContainerDefinitions.Secrets")
    yield from ("ssm" if one.type.startswith("AWS::SSM::") else "secretsmanager" for one in kept)
    yield from called(graph, task)


def _task(service: Resource, graph: Graph) -> Resource | None:
    return next((one for one in targets(graph, service, "TaskDefinition") if one.type in TASKS), None)


def _applies(service: Resource, graph: Graph) -> bool:
    task = _task(service, graph)
    return bool(subnets_of(graph, service)) and task is not None and any(True for _ in _needed(task, graph))


def _faults(service: Resource, graph: Graph) -> Fault | None:
    public = value(service, "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp") == "ENABLED"
    task = _task(service, graph)
    if task is None or has_way_out(graph, service, has_address=public):
        return None
    missing = sorted({*_needed(task, graph)} - by_endpoint(graph, service))
    if not missing:
        return None
    subnets = tuple(subnet.address for subnet in subnets_of(graph, service))
    return Fault(
        f"Its tasks need {', '.join(missing)}, and their subnets have neither NAT nor endpoints for it.",
        at="NetworkConfiguration.AwsvpcConfiguration.Subnets",
        evidence=(task.address, *subnets),
    )


RULE = Rule(
    title="The tasks of a service have no path to what they need",
    why="They cannot pull their image, write their log or read their secrets, and never start.",
    fix="Add VPC endpoints for these services, or a NAT gateway, or AssignPublicIp in a public subnet.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
    types=("AWS::ECS::Service",),
    applies=_applies,
    faults=_faults,
)
