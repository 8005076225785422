"""Where workloads log to, and whether the definition says how long that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stratiform.assembly.graph import Address, Graph, Resource
from stratiform.assembly.links import sources, targets
from stratiform.assembly.once import once
from stratiform.assembly.properties import is_unknown, value

LOG_GROUP = "AWS::Logs::LogGroup"
# What the CDK makes to set the retention of a group that a service creates.
_RETENTION = "Custom::LogRetention"

# The group that a service creates by itself, without retention, where none of its own is named.
CREATED: Mapping[str, tuple[str, str, str]] = {
    "AWS::Lambda::Function": ("/aws/lambda/", "FunctionName", "LoggingConfig.LogGroup"),
    "AWS::Serverless::Function": ("/aws/lambda/", "FunctionName", "LoggingConfig.LogGroup"),
    "AWS::CodeBuild::Project": ("/aws/codebuild/", "Name", "LogsConfig.CloudWatchLogs.GroupName"),
}


def is_declared(graph: Graph, workload: Resource) -> bool:
    """Whether the definition has the log group of a workload of ``CREATED``, or names one of its own."""
    prefix, name, own = CREATED[workload.type]
    if value(workload, own) is not None or is_unknown(value(workload, "LoggingConfig")):
        return True
    if any(any(sources(graph, workload, type_, "LogGroupName")) for type_ in (LOG_GROUP, _RETENTION)):
        return True
    called = value(workload, name)
    return isinstance(called, str) and f"{prefix}{called}" in _names(graph)


def groups_of(graph: Graph, workload: Resource) -> Iterator[Resource]:
    """The log groups of the graph that a function or a task definition logs to."""
    seen: set[Address] = set()
    pointed = targets(
        graph, workload, "LoggingConfig.LogGroup", "ContainerDefinitions.LogConfiguration.Options"
    )
    for group in (*pointed, *sources(graph, workload, LOG_GROUP, "LogGroupName"), *_by_name(graph, workload)):
        if group.type == LOG_GROUP and group.address not in seen:
            seen.add(group.address)
            yield group


def _by_name(graph: Graph, workload: Resource) -> Iterator[Resource]:
    prefix, name, _ = CREATED.get(workload.type, ("", "", ""))
    called = value(workload, name) if name else None
    for group in graph.of_type(LOG_GROUP) if isinstance(called, str) else ():
        if value(group, "LogGroupName") == f"{prefix}{called}":
            yield group


@once
def _names(graph: Graph) -> frozenset[str]:
    named = (value(group, "LogGroupName") for group in graph.of_type(LOG_GROUP, _RETENTION))
    return frozenset(name for name in named if isinstance(name, str))
