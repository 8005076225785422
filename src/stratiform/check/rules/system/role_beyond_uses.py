"""A workload whose role can do more than the workload declares to use."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.permissions import Permission, permissions_of, role_of
from stratiform.check.declared import DATA, belongs_to, is_read_only, uses_of
from stratiform.check.rule import Fault, Pillar, Rule, Severity


def _applies(workload: Resource, graph: Graph) -> bool:
    return bool(uses_of(graph, workload)) and role_of(graph, workload) is not None


def _excess(workload: Resource, graph: Graph) -> Iterator[tuple[Permission, str, Resource | None]]:
    uses = uses_of(graph, workload)
    for permission in permissions_of(graph, workload):
        for address in permission.resources:
            resource = graph.resources[address]
            declared = [use for use in uses if belongs_to(resource, use.resource)]
            own = any(belongs_to(resource, use.workload) for use in uses)
            if resource.type not in DATA or own:
                continue
            if not declared:
                yield permission, f"reaches {address.logical_id}, which it does not declare to use", resource
            elif {use.access for use in declared} == {"read"} and not is_read_only(permission, resource.type):
                yield permission, f"may change {address.logical_id}, which it declares to read", resource
        for pattern in permission.patterns:
            services = sorted({type_.split("::")[1] for type_ in DATA if _is_about(permission, type_)})
            if pattern == "*" and services and not permission.is_conditional:
                yield permission, f"reaches everything in {', '.join(services)}", None


def _is_about(permission: Permission, type_: str) -> bool:
    return any(action.split(":")[0] in ("*", DATA[type_]) for action in permission.actions)


def _faults(workload: Resource, graph: Graph) -> Fault | None:
    role = role_of(graph, workload)
    for permission, says, resource in _excess(workload, graph):
        reached = (resource.address,) if resource else ()
        evidence = (*((role.address,) if role else ()), permission.by, *reached)
        return Fault(f"Its role {says}.", evidence=tuple(dict.fromkeys(evidence)))
    return None


RULE = Rule(
    title="A role can do more than its workload declares to use",
    why="Who takes over the workload gets what the role can reach, not what the code needs.",
    fix="Remove the grant, or declare it: workload.uses(resource, access).",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
    types=("AWS::Lambda::Function", "AWS::ECS::TaskDefinition"),
    applies=_applies,
    faults=_faults,
)
