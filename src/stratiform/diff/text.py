"""The report for a terminal: danger first, one line a change, the calm rest folded."""

from __future__ import annotations

from collections.abc import Iterator

from stratiform.diff.report import Cost, Line, Report
from stratiform.diff.wording import listed

_MOST = 6


def text(report: Report, *, everything: bool = False) -> str:
    """The report; with ``everything``, calm changes get their lines too."""
    if report.changes.empty:
        return f"{nothing(report)}\n"
    return "\n".join(_lines(report, everything)) + "\n"


def _lines(report: Report, everything: bool) -> Iterator[str]:
    for section in report.sections:
        yield f"{section.title} ({len(section.lines)})"
        yield from map(line, section.lines)
        yield ""
    folded = [*report.calm]
    for section in folded if everything else ():
        yield f"{section.title[0].upper()}{section.title[1:]} ({len(section.lines)})"
        yield from map(line, section.lines)
        yield ""
    if everything:
        if report.narrows:
            yield f"Closes ({len(report.narrows)})"
            yield from map(line, report.narrows)
            yield ""
    else:
        for section in folded:
            paths = [one.path for one in section.lines]
            yield f"{len(paths)} {section.title}: {listed(paths, most=_MOST)}"
        if report.narrows:
            names = list(dict.fromkeys(one.path for one in report.narrows))
            yield f"{len(report.narrows)} closed or made safer: {listed(names, most=_MOST)}"
    if report.values:
        most = len(report.values) if everything else _MOST
        yield f"{len(report.values)} outside the resources: {listed(list(report.values), most=most)}"
    if report.cost:
        yield cost(report.cost)
    for note in report.changes.notes:
        yield f"note: {note}"


def nothing(report: Report) -> str:
    """The sentence where a deployment would change nothing."""
    written = report.changes.template
    number = len(written.added | written.removed | written.modified)
    if not number:
        return "No differences."
    what = "1 resource" if number == 1 else f"{number} resources"
    return f"No differences in effect; the templates write {what} otherwise."


def line(one: Line) -> str:
    """One line: the construct path, the type, what happens, and where it is written."""
    name = one.path if one.type in ("", None) else f"{one.path} ({one.type})"
    return f"  {name}: {one.says}" + (f"  [{one.where}]" if one.where else "")


def cost(found: Cost) -> str:
    """The difference in US dollars a month."""
    change = found.after - found.before
    sign = "+" if change > 0 else "-" if change < 0 else ""
    amounts = f"${found.before:,.2f} -> ${found.after:,.2f}"
    return (
        f"Cost a month: {sign}${abs(change):,.2f} ({amounts})"
        if change
        else f"Cost a month: ${found.after:,.2f}, as before"
    )
