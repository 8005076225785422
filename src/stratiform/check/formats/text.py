"""For a terminal: findings by pillar, the worst first."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from stratiform.check.finding import Finding
from stratiform.check.formats.report import Report
from stratiform.check.rule import Pillar, Severity

_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.LOW: "cyan",
}
_ANSWERS = {"PASS": "green", "FAIL": "bold red"}


def render(report: Report, *, colours: bool = False) -> str:
    """The report as lines; ``colours`` adds a terminal's escape sequences."""
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=colours,
        color_system="standard" if colours else None,
        width=10_000,
        highlight=False,
    )
    for line in _lines(report):
        console.print(line, soft_wrap=True)
    return out.getvalue()


def _lines(report: Report) -> Iterator[Text]:
    found = report.findings
    for pillar in Pillar:
        there = [one for one in found.open() if one.pillar is pillar]
        if there:
            yield Text(f"{pillar.value.capitalize()} ({_counted(there)})", style="bold")
            for one in there:
                yield from _finding(one, report)
            yield Text()
    yield from _matrix(report)
    waived = [one for one in found.findings if one.waiver]
    for one in waived:
        assert one.waiver is not None
        owner = one.waiver.owner or "no owner"
        until = f", until {one.waiver.expires}" if one.waiver.expires else ""
        yield Text(f"waived: {one.rule} {one.path}: {one.waiver.reason} ({owner}{until})", style="dim")
    for note in found.notes:
        yield Text(f"note: {note}", style="dim")
    there = list(found.open())
    plural = "" if len(there) == 1 else "s"
    counts = f"{len(there)} finding{plural}: {_counted(there)}" if there else "No findings"
    yield Text(
        f"{counts}; {len(waived)} waived. {found.resources} resources, {len(found.rules)} rules.",
        style="bold",
    )


def _finding(one: Finding, report: Report) -> Iterator[Text]:
    head = Text("  ")
    head.append(f"{one.severity.name:<8}", style=_STYLES[one.severity])
    head.append(f" {one.title}  ")
    head.append(one.rule, style="dim")
    yield head
    if one.origin:
        yield Text(f"           {report.place(one.origin)}  {one.path}")
    elif one.path:
        yield Text(f"           {one.path}")
    yield Text(f"           {one.says}" + (f" ({one.at})" if one.at else ""))
    if one.evidence:
        yield Text(f"           because of {', '.join(map(str, one.evidence))}")
    yield Text(f"           fix: {one.fix}", style="dim")


def _matrix(report: Report) -> Iterator[Text]:
    if report.matrix is None:
        return
    yield Text(f"Matrix {report.matrix}", style="bold")
    for row in report.rows:
        line = Text("  ")
        line.append(f"{row.verdict:<14}", style=_ANSWERS.get(row.verdict, "dim"))
        line.append(f" {row.id}  {row.title}")
        yield line
        if row.verdict == "FAIL":
            yield Text(f"                 {row.says}")
            for address in row.evidence:
                yield Text(f"                 {address}")
    yield Text()


def _counted(findings: list[Finding]) -> str:
    counts = Counter(one.severity for one in findings)
    return ", ".join(
        f"{counts[severity]} {severity.name.lower()}"
        for severity in sorted(Severity, reverse=True)
        if counts[severity]
    )
