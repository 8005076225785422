"""A workgroup whose queries may read everything."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="Nothing limits what a query reads",
    why="A query without a partition in its condition reads, and is billed for, the whole lake.",
    fix="Set BytesScannedCutoffPerQuery.",
    pillar=Pillar.COST,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html",
    types=("AWS::Athena::WorkGroup",),
    faults=must_be_set(
        "WorkGroupConfiguration.BytesScannedCutoffPerQuery",
        "BytesScannedCutoffPerQuery is {value}: a query may read everything.",
    ),
)
