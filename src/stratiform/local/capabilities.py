"""What the local cloud can do, as its own process wrote it down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "capabilities.json"


@dataclass(frozen=True)
class Difference:
    """One thing that behaves otherwise on AWS: ``about`` names it, ``says`` is one sentence."""

    about: str
    says: str


@dataclass(frozen=True)
class Capabilities:
    """The CloudFormation types that mean something here, and what differs from AWS."""

    types: frozenset[str]
    explain: tuple[Difference, ...] = ()

    def means(self, type_: str) -> bool:
        """Whether a resource of this type does anything in the local cloud."""
        return (
            type_ in self.types
            or type_.startswith(("Custom::", "AWS::Serverless::"))  # SAM's transform makes others of these
            or type_ in ("AWS::CloudFormation::CustomResource", "AWS::CDK::Metadata")
        )


def read(folder: Path) -> Capabilities | None:
    """The capabilities of the local cloud whose state is in ``folder``; None before its first start."""
    try:
        document: Mapping[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return Capabilities(
        types=frozenset(document["types"]),
        explain=tuple(Difference(item["about"], item["says"]) for item in document.get("explain", ())),
    )
