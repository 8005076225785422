"""A database that the internet connects to directly."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_true, value
from stratiform.check.datastores import port
from stratiform.check.exposure import entrance
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(database: Resource, graph: Graph) -> Fault | None:
    path = (
        entrance(graph, database, port(database)) if is_true(value(database, "PubliclyAccessible")) else None
    )
    if path is None:
        return None
    return Fault(f"The internet connects to it: {path}.", at="PubliclyAccessible", evidence=path.steps[:-1])


RULE = Rule(
    title="The internet connects to a database",
    why="Everybody can try passwords and known faults of the engine against it.",
    fix="Set PubliclyAccessible to false, and let in only the workloads' security groups.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    types=("AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::Redshift::Cluster"),
    faults=_faults,
    references=References(security_hub=("RDS.46",)),
)
