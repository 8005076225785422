"""What every format renders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from stratiform.assembly.graph import Address, Origin
from stratiform.check.finding import Findings


class Row(Protocol):
    """One constraint of a matrix and its answer: PASS, FAIL or NOT-APPLICABLE."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def verdict(self) -> str: ...  # noqa: D102
    @property
    def evidence(self) -> tuple[Address, ...]: ...  # noqa: D102
    @property
    def group(self) -> str | None: ...  # noqa: D102
    @property
    def says(self) -> str: ...  # noqa: D102


@dataclass(frozen=True)
class Report:
    """Findings, and a matrix's rows where one was asked for.

    ``subject`` is what was checked, as the user named it; ``folder`` is where paths are shown from.
    """

    findings: Findings
    subject: str
    folder: Path
    matrix: str | None = None
    rows: Sequence[Row] = ()

    def file(self, origin: Origin) -> str:
        """The file as seen from ``folder`` where it lies below it; else as it is."""
        if not os.path.isabs(origin.file):  # noqa: PTH117  (a trace may name any text)
            return origin.file
        below = os.path.relpath(origin.file, self.folder)
        return origin.file if below.startswith("..") else below

    def place(self, origin: Origin) -> str:
        """``file:line``."""
        return f"{self.file(origin)}:{origin.line}"
