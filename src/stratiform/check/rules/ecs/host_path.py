"""A task that mounts a directory of its host that gives the host away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.assembly.properties import value
from stratiform.check.containers import TASKS
from stratiform.check.rule import Pillar, Rule, Severity
from stratiform.check.shapes import each

_SENSITIVE = (
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/proc",
    "/root",
    "/run",
    "/sys",
    "/usr",
    "/var/run",
    "/var/lib/docker",
)


def _wrong(volume: Mapping[str, Any]) -> str | None:
    path = value(volume, "Host.SourcePath")
    if not isinstance(path, str):
        return None
    clean = "/" + path.strip("/")
    if clean == "/" or any(clean == one or clean.startswith(f"{one}/") for one in _SENSITIVE):
        return f"The volume {value(volume, 'Name')} is {path} of the host."
    return None


RULE = Rule(
    title="A task mounts a sensitive path of its host",
    why=(
        "Through the socket of Docker or the root of the disk, whoever breaks into a container "
        "owns the instance."
    ),
    fix="Remove the volume, or mount a directory made for the task.",
    pillar=Pillar.SECURITY,
    severity=Severity.HIGH,
    source="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html",
    types=TASKS,
    faults=each("Volumes", _wrong),
)
