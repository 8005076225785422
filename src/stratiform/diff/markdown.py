"""The report for a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.diff.report import Line, Report
from stratiform.diff.text import cost, nothing


def markdown(report: Report) -> str:
    """The report: a table for each danger, the calm rest folded away."""
    if report.changes.empty:
        return f"{nothing(report)}\n"
    return "\n".join(_blocks(report)) + "\n"


def _blocks(report: Report) -> Iterator[str]:
    for section in report.sections:
        yield f"### {section.title} ({len(section.lines)})\n"
        yield _table(section.lines)
    for section in report.calm:
        yield f"<details><summary>{len(section.lines)} {section.title}</summary>\n"
        yield _table(section.lines)
        yield "</details>\n"
    if report.narrows:
        yield f"<details><summary>{len(report.narrows)} closed or made safer</summary>\n"
        yield _table(report.narrows)
        yield "</details>\n"
    if report.values:
        yield "\n".join(f"- {_cell(value)}" for value in report.values) + "\n"
    if report.cost:
        yield f"**{cost(report.cost)}**\n"
    for note in report.changes.notes:
        yield f"> {_cell(note)}\n"


def _table(lines: tuple[Line, ...]) -> str:
    rows = [
        f"| `{_cell(one.path)}` | {_cell(one.type)} | {_cell(one.says)} | {_cell(one.where or '')} |"
        for one in lines
    ]
    return "\n".join(["| resource | type | what happens | where |", "|---|---|---|---|", *rows, ""])


def _cell(text: str) -> str:
    """Text that a table and HTML leave alone."""
    for plain, escaped in (("&", "&amp;"), ("<", "&lt;"), ("|", "\\|"), ("`", "'"), ("\n", " ")):
        text = text.replace(plain, escaped)
    return text
