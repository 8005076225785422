"""For a terminal: findings by pillar, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

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


Line = tuple[tuple[str, str], ...]  # each piece of a line with its style


def render(report: Report, *, colours: bool = False) -> str:
    """The report as lines; ``colours`` adds a terminal's escape sequences."""
    if not colours:
        return "".join("".join(text for text, _ in line) + "\n" for line in _lines(report))
    import io

    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", highlight=False)
    for line in _lines(report):
        console.print(Text.assemble(*line), soft_wrap=True)
    return out.getvalue()


def summary(report: Report) -> str:
    """How much was found, in one line."""
    found = report.findings
    there = list(found.open())
    waived = sum(1 for one in found.findings if one.waiver)
    plural = "" if len(there) == 1 else "s"
    counts = f"{len(there)} finding{plural}: {_counted(there)}" if there else "No findings"
    failed = sum(1 for row in report.rows if row.verdict == "FAIL")
    answers = f" {failed} of {len(report.rows)} constraints fail." if report.rows else ""
    return f"{counts}; {waived} waived. {found.resources} resources, {len(found.rules)} rules.{answers}"


def _lines(report: Report) -> Iterator[Line]:
    found = report.findings
    for pillar in Pillar:
        there = [one for one in found.open() if one.pillar is pillar]
        if there:
            yield _one(f"{pillar.value.capitalize()} ({_counted(there)})", "bold")
            for _, alike in groupby(there, key=lambda one: (one.rule, one.severity, one.title, one.fix)):
                yield from _group(list(alike), report)
            yield ()
    yield from _matrix(report)
    waived = [one for one in found.findings if one.waiver]
    for one in waived:
        assert one.waiver is not None
        owner = one.waiver.owner or "no owner"
        until = f", until {one.waiver.expires}" if one.waiver.expires else ""
        yield _one(f"waived: {one.rule} {one.path}: {one.waiver.reason} ({owner}{until})", "dim")
    for note in found.notes:
        yield _one(f"note: {note}", "dim")
    yield _one(summary(report), "bold")


def _one(text: str, style: str = "") -> Line:
    return ((text, style),)


def _group(alike: list[Finding], report: Report) -> Iterator[Line]:
    """The findings of one rule: what they have in common is said once."""
    first = alike[0]
    rule = first.rule if len(alike) == 1 else f"{first.rule} ({len(alike)})"
    yield (f"  {first.severity.name:<8}", _STYLES[first.severity]), (f" {first.title}  ", ""), (rule, "dim")
    said = ""
    for one in alike:
        place = f"{report.place(one.origin)}  " if one.origin else ""
        if place or one.path:
            yield _one(f"           {place}{one.path}")
        says = one.says + (f" ({one.at})" if one.at and one.at not in one.says else "")
        if says != said:
            yield _one(f"             {says}")
        said = says
        if one.evidence:
            yield _one(f"             because of {', '.join(map(str, one.evidence))}")
    yield _one(f"           fix: {first.fix}", "dim")


def _matrix(report: Report) -> Iterator[Line]:
    if report.matrix is None:
        return
    yield _one(f"Matrix {report.matrix}", "bold")
    group = None
    for row in report.rows:
        if row.group and row.group != group:
            group = row.group
            yield _one(f"  {group}", "bold")
        yield (f"  {row.verdict:<14}", _ANSWERS.get(row.verdict, "dim")), (f" {row.id}  {row.title}", "")
        if row.verdict == "FAIL":
            yield _one(f"                 {row.says}")
            for address in row.evidence:
                yield _one(f"                 {address}")
    yield ()


def _counted(findings: list[Finding]) -> str:
    counts = Counter(one.severity for one in findings)
    return ", ".join(
        f"{counts[severity]} {severity.name.lower()}"
        for severity in sorted(Severity, reverse=True)
        if counts[severity]
    )
