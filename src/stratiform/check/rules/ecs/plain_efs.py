"""A task that reads a file system without TLS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import value
from stratiform.check.containers import TASKS
from stratiform.check.rule import Pillar, References, Rule, Severity
from stratiform.check.shapes import each


def _wrong(volume: Mapping[str, Any]) -> str | None:
    if value(volume, "EFSVolumeConfiguration") is None:
        return None
    found = value(volume, "EFSVolumeConfiguration.TransitEncryption", "DISABLED")
    return f"TransitEncryption is {found}." if found == "DISABLED" else None


RULE = Rule(
    title="A task mounts EFS without encryption in transit",
    why="Files can be read on the way between the task and the file system.",
    fix="Set EFSVolumeConfiguration.TransitEncryption to ENABLED.",
    pillar=Pillar.SECURITY,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-efs-config.html",
    types=TASKS,
    faults=each("Volumes", _wrong),
    references=References(checkov=("CKV_AWS_97",)),
)
