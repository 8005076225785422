"""A container with a Linux capability that leads out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import items, value
from stratiform.check.containers import TASKS, each_container
from stratiform.check.rule import Pillar, Rule, Severity

_DANGEROUS = (
    "ALL",
    "SYS_ADMIN",
    "SYS_MODULE",
    "SYS_PTRACE",
    "SYS_RAWIO",
    "SYS_BOOT",
    "DAC_READ_SEARCH",
    "NET_ADMIN",
)


def _wrong(container: Mapping[str, Any]) -> str | None:
    added = items(value(container, "LinuxParameters.Capabilities.Add"))
    found = [one for one in added if one in _DANGEROUS]
    return f"gets {', '.join(found)}." if found else None


RULE = Rule(
    title="A container has a dangerous capability",
    why=(
        "The capability lets whoever breaks into it load code into the kernel, trace other "
        "processes or mount the host."
    ),
    fix="Remove the capability from LinuxParameters.Capabilities.Add.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
    types=TASKS,
    faults=each_container(_wrong),
)
