"""An access point whose clients choose who they are."""

from __future__ import annotations

from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import must_be_set

RULE = Rule(
    title="An access point enforces no user",
    why="A client says it is any user, root included, and reads the files of all others.",
    fix="Set PosixUser with Uid and Gid.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-4",
    types=("AWS::EFS::AccessPoint",),
    faults=must_be_set("PosixUser", "PosixUser is {value}."),
    references=References(security_hub=("EFS.4",)),
)
