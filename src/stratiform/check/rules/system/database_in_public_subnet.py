"""A database in a subnet with a route to an internet gateway."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.routes import Exit, way_out
from stratiform.check.datastores import DATASTORES, is_of_cluster
from stratiform.check.placement import subnets_of
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _applies(database: Resource, graph: Graph) -> bool:
    return not is_of_cluster(graph, database) and bool(subnets_of(graph, database))


def _faults(database: Resource, graph: Graph) -> Fault | None:
    for subnet in subnets_of(graph, database):
        if way := way_out(graph, subnet, Exit.INTERNET):
            return Fault(
                f"It stands in the public subnet {subnet.address.logical_id}.",
                evidence=(subnet.address, *way.proof),
            )
    return None


RULE = Rule(
    title="A database stands in a public subnet",
    why="One wrong setting or security group rule away, the internet connects to it.",
    fix="Put it into subnets whose route table has no route to an internet gateway.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_network_protection_create_layers.html",
    types=DATASTORES,
    applies=_applies,
    faults=_faults,
    references=References(security_hub=("RDS.46",)),
)
