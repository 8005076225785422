"""The example of docs/how-to.md gives what it says."""

from __future__ import annotations

import re
from pathlib import Path

from stratiform.assembly import read
from stratiform.diff import diff
from stratiform.diff.report import report
from stratiform.diff.text import text

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to.md"


def blocks(language: str) -> list[str]:
    section = HOW_TO.read_text().split("## See what a change does\n")[1].split("\n## ")[0]
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
    return found


def test_the_two_templates_differ_as_the_page_says(tmp_path):
    before, after = blocks("yaml")
    (tmp_path / "before.yaml").write_text(before)
    (tmp_path / "after.yaml").write_text(after)
    changes = diff(read(tmp_path / "before.yaml"), read(tmp_path / "after.yaml"))
    (shown,) = blocks("text")
    assert text(report(changes, folder=str(tmp_path))) == shown
