"""An instance whose metrics come every five minutes."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import targets
from stratiform.assembly.properties import is_false, value
from stratiform.check.launches import CONFIGURATION, INSTANCE, LAUNCHES
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

_PATHS = {INSTANCE: "Monitoring", CONFIGURATION: "InstanceMonitoring"}
_TEMPLATE = "LaunchTemplateData.Monitoring.Enabled"


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    path = _PATHS.get(resource.type, _TEMPLATE)
    # A launch configuration turns it on by default.
    found = value(resource, path, resource.type == CONFIGURATION or None)
    if found is None and value(resource, "LaunchTemplate") is not None:
        templates = list(targets(graph, resource, "LaunchTemplate"))
        if not templates or not is_false(value(templates[0], _TEMPLATE)):
            return None
    return Fault(f"{path} is not true.", at=path) if is_false(found) else None


RULE = Rule(
    title="An instance has no detailed monitoring",
    why="Alarms and scaling see a surge up to five minutes late.",
    fix="Turn detailed monitoring on: Monitoring on an instance, Monitoring.Enabled in a launch template.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.LOW,
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html",
    types=LAUNCHES,
    faults=_faults,
    references=References(
        cdk_nag=("AwsSolutions-EC28",), guard=("EC2_INSTANCE_DETAILED_MONITORING_ENABLED",)
    ),
)
