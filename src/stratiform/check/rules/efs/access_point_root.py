"""An access point that shows the whole file system."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import none_of

RULE = Rule(
    title="An access point enforces no root directory",
    why="Each application sees the files of all others.",
    fix="Set RootDirectory.Path to the directory of the application.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-3",
    types=("AWS::EFS::AccessPoint",),
    faults=none_of("RootDirectory.Path", ("/",), "RootDirectory.Path is {value}.", default="/"),
    references=References(security_hub=("EFS.3",)),
)
