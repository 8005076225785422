"""A file system without automatic backups."""

from __future__ import annotations

from stratiform.assembly.graph import Graph, Resource
from stratiform.assembly.links import sources
from stratiform.assembly.properties import is_unknown, number, value
from stratiform.check.rule import Fault, Pillar, Rule, Severity

# Where each kind keeps the number of days, and how many it takes by default.
_DAYS = {
    "LUSTRE": ("LustreConfiguration.AutomaticBackupRetentionDays", 0),
    "OPENZFS": ("OpenZFSConfiguration.AutomaticBackupRetentionDays", 30),
    "ONTAP": ("OntapConfiguration.AutomaticBackupRetentionDays", 30),
    "WINDOWS": ("WindowsConfiguration.AutomaticBackupRetentionDays", 30),
}


def _can_be_backed_up(system: Resource, graph: Graph) -> bool:
    """A scratch file system has no backups."""
    kind = str(value(system, "FileSystemType"))
    deployment = value(system, "LustreConfiguration.DeploymentType", "SCRATCH_1")
    scratch = is_unknown(deployment) or str(deployment).startswith("SCRATCH")
    return kind in _DAYS and not (kind == "LUSTRE" and scratch)


def _faults(system: Resource, graph: Graph) -> Fault | None:
    path, default = _DAYS[str(value(system, "FileSystemType"))]
    if number(value(system, path, default)) != 0:
        return None
    if any(sources(graph, system, "AWS::Backup::BackupSelection", "BackupSelection")):
        return None
    return Fault("AutomaticBackupRetentionDays is 0.", at=path)


RULE = Rule(
    title="An FSx file system has no automatic backups",
    why="Files that are deleted or overwritten are lost.",
    fix=(
        "Set AutomaticBackupRetentionDays in the configuration of its kind, or name it in an "
        "AWS::Backup::BackupSelection."
    ),
    pillar=Pillar.RELIABILITY,
    severity=Severity.MEDIUM,
    source=(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-fsx-filesystem.html"
    ),
    types=("AWS::FSx::FileSystem",),
    faults=_faults,
    applies=_can_be_backed_up,
)
