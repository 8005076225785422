"""An Aurora MySQL cluster that cannot be rewound."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import value
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of


def _is_aurora_mysql(cluster: Resource, graph: Graph) -> bool:
    return bool(value(cluster, "Engine") == "aurora-mysql")


RULE = Rule(
    title="An Aurora MySQL cluster cannot be rewound",
    why="Undoing a mistake needs a restore into a new cluster, which takes much longer.",
    fix="Set BacktrackWindow to the seconds that may be undone, at most 259200.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-14",
    types=("AWS::RDS::DBCluster",),
    faults=none_of(
        "BacktrackWindow", (0, "0"), "BacktrackWindow is {value}: the cluster cannot be rewound.", default=0
    ),
    applies=_is_aurora_mysql,
    references=References(
        security_hub=("RDS.14",),
        cdk_nag=("AwsSolutions-RDS14",),
        guard=("AURORA_MYSQL_BACKTRACKING_ENABLED",),
    ),
)
