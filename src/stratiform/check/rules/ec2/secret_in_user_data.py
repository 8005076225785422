"""An access key in the script that an instance starts with."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

from stratiform.assembly.graph import Graph, Resource
from stratiform.check.launches import LAUNCHES, prefix, setting
from stratiform.check.rule import Fault, Pillar, References, Rule, Severity

# An access key id next to a secret: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
_KEY = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")


def _texts(found: Any) -> str:
    """The text in user data, whatever intrinsics it is made of."""
    if isinstance(found, Mapping):
        return " ".join(_texts(inner) for inner in found.values())
    if isinstance(found, list | tuple):
        return " ".join(map(_texts, found))
    return found if isinstance(found, str) else ""


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode(errors="replace")
    except ValueError:
        return ""


def _faults(resource: Resource, graph: Graph) -> Fault | None:
    text = _texts(setting(resource, "UserData"))
    if not (found := _KEY.search(text) or _KEY.search(_decoded(text))):
        return None
    return Fault(f"UserData holds the access key {found[0][:8]}...", at=f"{prefix(resource)}UserData")


RULE = Rule(
    title="User data hold an access key",
    why="Everyone who may describe the instance, and every process on it, reads user data.",
    fix="Give the instance a role, and read secrets from Secrets Manager at start.",
    pillar=Pillar.SECURITY,
    severity=Severity.CRITICAL,
    source="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html",
    types=LAUNCHES,
    faults=_faults,
    references=References(checkov=("CKV_AWS_46",)),
)
