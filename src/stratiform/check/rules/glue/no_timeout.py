"""A job that may run for two days."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import may_be, value
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set


def _ends(job: Resource, graph: Graph) -> bool:
    return not may_be(value(job, "Command.Name"), "gluestreaming")


RULE = Rule(
    title="Nobody chose how long a job may run",
    why="A job that hangs is paid for by the second, for 48 hours on Glue 4.0 and earlier.",
    fix="Set Timeout to somewhat more minutes than the job needs.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/glue/latest/dg/add-job.html",
    types=("AWS::Glue::Job",),
    faults=must_be_set("Timeout", "Timeout is {value}: a job that hangs runs for hours."),
    applies=_ends,
)
