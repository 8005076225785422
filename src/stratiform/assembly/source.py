"""A stack as read from its files, before anything in it is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from stratiform.assembly.graph import Stack
from stratiform.assembly.metadata import NOTHING, Metadata
from stratiform.assembly.template import Template


@dataclass(frozen=True)
class Source:
    """``scope`` says which of the metadata's constructs are this stack's.

    ``uploads`` has the local file of each file asset by the name it is uploaded under. ``stack_name`` is
    None where AWS makes the name up. ``within`` has the real paths of the templates around this one.
    """

    stack: Stack
    template: Template
    metadata: Metadata = NOTHING
    scope: str = ""
    uploads: Mapping[str, Path] = field(default_factory=dict)
    stack_name: str | None = None
    within: tuple[str, ...] = ()
