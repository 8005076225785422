"""What the functions and services of the local cloud log: CloudWatch log groups, read and followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.exceptions import ClientError

from stratiform.local.cloud import Cloud
from stratiform.local.denials import Denial, caller, sentence
from stratiform.local.deployment import Deployment, Placed
from stratiform.local.invoke import FUNCTION
from stratiform.local.naming import named, shown
from stratiform.local.services import TYPE as SERVICE
from stratiform.local.target import Target

LOG_GROUP = "AWS::Logs::LogGroup"
Key = tuple[Any, ...]
_OVERLAP = 5.0  # seconds; an event may arrive after a later one of another worker
_PLATFORM = ("START RequestId:", "END RequestId:", "REPORT RequestId:", "INIT_START ")


@dataclass(frozen=True)
class Line:
    """One log event. ``time`` is seconds since the epoch; ``source`` a construct path or a log group."""

    time: float
    source: str
    text: str

    @property
    def is_platform(self) -> bool:
        """Whether Lambda itself wrote it, around an invocation."""
        return self.text.startswith(_PLATFORM)


@dataclass(frozen=True)
class Group:
    """One log group, and the name to show for it."""

    target: Target
    name: str
    source: str


def groups(deployment: Deployment, cloud: Cloud, name: str | None = None) -> tuple[Group, ...]:
    """The log groups of the deployment's functions and services and its own; of what ``name`` means.

    Raises WrongUse for an unknown name.
    """
    placed = sorted(
        deployment.of_type(FUNCTION, SERVICE, LOG_GROUP), key=lambda one: one.type == LOG_GROUP
    )  # so that the end of a path finds the function and not its log group
    chosen = placed if name is None else [named(name, placed, "function, service or log group")]
    found: dict[tuple[Target, str], Group] = {}
    for resource in chosen:
        for group in _groups_of(resource, cloud):
            found.setdefault((resource.target, group), Group(resource.target, group, shown(resource)))
    return tuple(found.values())


def _groups_of(resource: Placed, cloud: Cloud) -> tuple[str, ...]:
    if resource.type == LOG_GROUP:
        return (resource.physical_id,)
    if resource.type == SERVICE:
        return _groups_of_service(resource, cloud)
    return (_group_of_function(resource, cloud),)


def _groups_of_service(resource: Placed, cloud: Cloud) -> tuple[str, ...]:
    ecs = cloud.client("ecs", resource.target)
    cluster, name = resource.physical_id.split("/")[-2:]
    try:
        (service,) = ecs.describe_services(cluster=cluster, services=[name])["services"]
        told = ecs.describe_task_definition(taskDefinition=service["taskDefinition"])["taskDefinition"]
    except (ClientError, ValueError):
        return ()
    options = (each.get("logConfiguration", {}).get("options", {}) for each in told["containerDefinitions"])
    return tuple(dict.fromkeys(each["awslogs-group"] for each in options if "awslogs-group" in each))


def _group_of_function(resource: Placed, cloud: Cloud) -> str:
    default = f"/aws/lambda/{resource.physical_id}"
    try:
        settings: Mapping[str, Any] = cloud.functions(resource.target).get_function_configuration(
            FunctionName=resource.physical_id
        )
    except ClientError:
        return default
    group: str = settings.get("LoggingConfig", {}).get("LogGroup", default)
    return group


def merged(lines: list[Line], denials: list[Denial], deployment: Deployment) -> list[Line]:
    """Lines and refused calls in the order in which they happened."""
    refused = [Line(one.time, caller(one, deployment), sentence(one, deployment)) for one in denials]
    return sorted((*lines, *refused), key=lambda line: line.time)


@dataclass
class Tail:
    """Reads what is new in some log groups. ``since`` is where to begin, seconds since the epoch."""

    groups: tuple[Group, ...]
    cloud: Cloud
    since: float
    _from: dict[Group, float] = field(default_factory=dict)
    _seen: dict[Group, frozenset[Key]] = field(default_factory=dict)

    def poll(self) -> list[Line]:
        """The lines that were not given before, oldest first."""
        fresh = [line for group in self.groups for line in self._read(group)]
        return sorted(fresh, key=lambda line: line.time)

    def _read(self, group: Group) -> list[Line]:
        start = max(self.since, self._from.get(group, self.since) - _OVERLAP)
        try:
            pages = self.cloud.logs(group.target).get_paginator("filter_log_events")
            found = [
                event
                for page in pages.paginate(logGroupName=group.name, startTime=int(start * 1000))
                for event in page["events"]
            ]
        except ClientError as error:
            if error.response["Error"].get("Code") == "ResourceNotFoundException":
                return []  # a function makes its group when it first runs
            raise
        keys = _keys(found)
        given = self._seen.get(group, ())
        fresh = [event for event, key in zip(found, keys, strict=True) if key not in given]
        self._seen[group] = frozenset(keys)
        if found:
            self._from[group] = max(event["timestamp"] for event in found) / 1000
        return [Line(e["timestamp"] / 1000, group.source, e["message"].rstrip()) for e in fresh]


def _keys(events: Iterable[Mapping[str, Any]]) -> list[Key]:
    """What each event is known by: two equal lines are two lines."""
    counts: Counter[Key] = Counter()
    keys = []
    for event in events:
        same = (event.get("logStreamName"), event["timestamp"], event["message"])
        keys.append((*same, counts[same]))
        counts[same] += 1
    return keys
