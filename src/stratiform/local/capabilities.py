"""What the local cloud can do and where it differs from AWS, written down by its own process."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE = "capabilities.json"


@dataclass(frozen=True)
class Difference:
    """``says`` is one sentence: what is not as on AWS. ``about`` is a resource type or a subject."""

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

    def differences(self, types: Collection[str]) -> tuple[Difference, ...]:
        """What differs for an app of these resource types: nothing about those that it has not."""
        return tuple(one for one in self.explain if not one.about.startswith("AWS::") or one.about in types)

    def to_json(self) -> dict[str, Any]:
        """The document of ``FILE``: ``{"types": [...], "explain": [{"about", "says"}]}``."""
        return {"types": sorted(self.types), "explain": [asdict(difference) for difference in self.explain]}


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
