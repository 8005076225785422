"""What this local cloud can do and where it differs from AWS, told to those who never load MiniStack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """``says`` is one sentence: what is not as on AWS. ``about`` is a resource type or a subject."""

    about: str
    says: str


@dataclass(frozen=True)
class Capabilities:
    """Every CloudFormation type that can be deployed, and every known difference."""

    types: tuple[str, ...]
    differences: tuple[Difference, ...]

    def to_json(self) -> dict[str, Any]:
        """``{"types": [...], "explain": [{"about", "says"}]}``."""
        explain = [{"about": difference.about, "says": difference.says} for difference in self.differences]
        return {"types": list(self.types), "explain": explain}
