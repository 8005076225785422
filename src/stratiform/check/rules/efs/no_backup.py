"""A file system without backups."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import value
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity


def _faults(system: Resource, graph: Graph) -> Fault | None:
    # A file system of one zone has backups by default.
    default = "ENABLED" if value(system, "AvailabilityZoneName") is not None else "DISABLED"
    status = value(system, "BackupPolicy.Status", default)
    if status != "DISABLED" or any(sources(graph, system, "AWS::Backup::BackupSelection", "BackupSelection")):
        return None
    return Fault("BackupPolicy.Status is not ENABLED.", at="BackupPolicy.Status")


RULE = Rule(
    title="A file system has no automatic backups",
    why="Files that are deleted or overwritten are lost.",
    fix="Set BackupPolicy.Status to ENABLED, or name it in an AWS::Backup::BackupSelection.",
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-7",
    types=("AWS::EFS::FileSystem",),
    faults=_faults,
    references=References(security_hub=("EFS.2", "EFS.7"), guard=("EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN",)),
)
