"""GitHub's workflow commands: each finding is an annotation at its line of the change under review.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.check.formats.report import Report
from stratiform.check.rule import Severity

_COMMANDS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "notice",
}


def render(report: Report) -> str:
    """One command a line; a failed constraint of a matrix is an error without a place."""
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for one in report.findings.open():
        place = {"file": report.file(one.origin), "line": str(one.origin.line)} if one.origin else {}
        properties = ",".join(
            f"{name}={_property(value)}"
            for name, value in {**place, "title": f"{one.rule}: {one.title}"}.items()
        )
        message = f"{one.path}: {one.says}\nFix: {one.fix}"
        yield f"::{_COMMANDS[one.severity]} {properties}::{_message(message)}"
    for row in report.rows:
        if row.verdict == "FAIL":
            title = _property(f"{report.matrix}: {row.id}")
            message = "\n".join([f"{row.title}: {row.says}", *map(str, row.evidence)])
            yield f"::error title={title}::{_message(message)}"
    for note in report.findings.notes:
        yield f"::debug::{_message(note)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
