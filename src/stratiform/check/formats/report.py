"""What every format renders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from stratiform.assembly.graph import Origin
from stratiform.check.finding import Findings
from stratiform.check.row import Row


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
