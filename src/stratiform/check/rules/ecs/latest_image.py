"""A container of an image that changes under its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stratiform.check.containers import TASKS, each_container
from stratiform.check.rule import Pillar, Rule, Severity


def _wrong(container: Mapping[str, Any]) -> str | None:
    image = container.get("Image")
    if not isinstance(image, str) or "@" in image:
        return None
    tag = image.rpartition("/")[2].partition(":")[2]
    return f"runs {image}, whose content changes." if tag in ("", "latest") else None


RULE = Rule(
    title="A container runs the image tagged latest",
    why="Two tasks of one service run different software, and nobody can go back to what ran before.",
    fix="Name a tag that is never pushed again, or a digest.",
    pillar=Pillar.OPERATIONS,
    severity=Severity.MEDIUM,
    source="https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/container-considerations.html",
    types=TASKS,
    faults=each_container(_wrong),
)
