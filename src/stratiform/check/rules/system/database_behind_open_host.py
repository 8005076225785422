"""A database one hop behind a host with an open security group."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.datastores import DATASTORES, is_of_cluster
from stratiform.check.exposure import path_to
from stratiform.check.placement import groups_of
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(database: Resource, graph: Graph) -> bool:
    return not is_of_cluster(graph, database) and bool(groups_of(graph, database))


def _faults(database: Resource, graph: Graph) -> Fault | None:
    path = path_to(graph, database)
    if path is None:
        return None
    return Fault(f"A path leads from the internet to it: {path}.", evidence=path.steps[:-1])


# A load balancer is no step of such a path: it ends the connection and passes on only what it understands.
RULE = Rule(
    title="A host that the internet reaches may connect to a database",
    why="Whoever takes over the host, by a fault of its software or a stolen key, is at the database.",
    fix="Put the host into a private subnet behind a load balancer or Systems Manager, or close its group.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_network_protection_create_layers.html",
    types=DATASTORES,
    applies=_applies,
    faults=_faults,
)
