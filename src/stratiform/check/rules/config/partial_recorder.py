"""A recorder that leaves resources out."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.properties import is_false, is_unknown, items, value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(recorder: Resource, graph: Graph) -> Fault | None:
    group = value(recorder, "RecordingGroup")
    types = items(value(recorder, "RecordingGroup.ResourceTypes"))
    # Without a group, every supported type is recorded.
    if group is None or is_unknown(group) or not types:
        return None
    if not is_false(value(recorder, "RecordingGroup.AllSupported")):
        return None
    return Fault(f"It records {len(types)} types.", at="RecordingGroup")


RULE = Rule(
    title="AWS Config does not record every type of resource",
    why="What is not recorded has no history, and no rule of AWS Config or Security Hub judges it.",
    fix="Set RecordingGroup.AllSupported to true, and IncludeGlobalResourceTypes in one region.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1",
    types=("AWS::Config::ConfigurationRecorder",),
    faults=_faults,
    references=References(security_hub=("Config.1",)),
)
