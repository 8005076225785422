"""A Spark job on workers of the first generation."""

from __future__ import annotations

from stratiform.check.glue_jobs import is_spark
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import one_of

RULE = Rule(
    title="A job runs on workers of an old type",
    why="They have less memory for each processor, do not scale with the work, and cost the same.",
    fix='Set WorkerType to "G.1X" or larger, with NumberOfWorkers, and --enable-auto-scaling.',
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/glue/latest/dg/add-job.html",
    types=("AWS::Glue::Job",),
    faults=one_of(
        "WorkerType",
        ("G.025X", "G.1X", "G.2X", "G.4X", "G.8X", "G.12X", "G.16X", "R.1X", "R.2X", "R.4X", "R.8X"),
        "WorkerType is {value}.",
    ),
    applies=is_spark,
)
