"""Comparisons and the table of environments as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stratiform.cost.bill import Estimate
from stratiform.cost.compare import Comparison
from stratiform.cost.money import change, dollars
from stratiform.cost.summary import by_service
from stratiform.cost.text import fitted, wrapped

_NAME = 52


def comparison_text(found: Comparison) -> str:
    """Both totals and every resource that differs."""
    return "\n".join(_lines(found))


def _lines(found: Comparison) -> Iterator[str]:
    yield f"US dollars a month: {found.before_name} and {found.after_name}"
    yield ""
    for line in found.lines:
        name = f"{line.path} ({line.type})"
        yield _row(name, dollars(line.before), dollars(line.after), change(line.difference))
    if not found.lines:
        yield "  no resource differs"
    yield _row("Total", dollars(found.before), dollars(found.after), change(found.after - found.before))
    if found.unpriced:
        yield from ("", f"Not priced, and in no sum: {', '.join(found.unpriced)}")
    yield from ("", "Assumptions")
    for sentence in found.assumptions:
        yield from wrapped(sentence)


def environments_text(estimates: Sequence[Estimate]) -> str:
    """Services down, environments across."""
    services = dict.fromkeys(name for each in estimates for name in by_service(each))
    rows = [("", *(each.environment for each in estimates))]
    rows += [("tier", *(each.tier for each in estimates))]
    sums = [by_service(each) for each in estimates]
    rows += [(name, *(dollars(each[name]) if name in each else "-" for each in sums)) for name in services]
    rows += [("free tiers", *(change(each.total - each.gross) for each in estimates))]
    rows += [("total", *(dollars(each.total) for each in estimates))]
    width = max(len(row[0]) for row in rows)
    return "\n".join(f"{row[0]:<{width}}" + "".join(f"{cell:>14}" for cell in row[1:]) for row in rows)


def _row(name: str, *cells: str) -> str:
    return f"  {fitted(name, _NAME):<{_NAME}}" + "".join(f"{cell:>15}" for cell in cells)
