"""A Redshift cluster on dense compute or dense storage nodes."""

from __future__ import annotations

from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import must

RULE = Rule(
    title="A Redshift cluster runs on an old generation of nodes",
    why=(
        "Nodes of the types dc and ds keep storage and compute together, so both are bought for the larger "
        "need, and AWS withdraws them."
    ),
    fix="Move to ra3 nodes or to Redshift Serverless.",
    pillar=Pillar.PERFORMANCE,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html",
    types=("AWS::Redshift::Cluster",),
    faults=must(
        "NodeType",
        "NodeType is {value}, which is of an earlier generation.",
        lambda found: not str(found).startswith(("dc1.", "dc2.", "ds1.", "ds2.", "dw")),
    ),
)
