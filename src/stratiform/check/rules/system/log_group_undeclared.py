"""A workload whose log group AWS creates, which keeps everything for ever."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_unknown, value
from stratiform.check.deployment import is_for_deployment
from stratiform.check.log_groups import CREATED, is_declared
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(workload: Resource, graph: Graph) -> bool:
    if is_for_deployment(graph, workload):
        return False
    status = value(workload, "LogsConfig.CloudWatchLogs.Status")
    return not is_unknown(status) and status != "DISABLED"


def _faults(workload: Resource, graph: Graph) -> Fault | None:
    if is_declared(graph, workload):
        return None
    prefix = CREATED[workload.type][0]
    return Fault(f"Its log group below {prefix} is not declared, so it is created without a retention.")


RULE = Rule(
    title="The log group of a workload is not declared",
    why="It keeps every line for ever, at a growing price, and stays behind when the stack is deleted.",
    fix="Declare an AWS::Logs::LogGroup with RetentionInDays and name it in the workload's logging settings.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html",
    types=tuple(CREATED),
    applies=_applies,
    faults=_faults,
)
