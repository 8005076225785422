"""An estimate, a comparison and the table of environments as Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from stratiform.cost.bill import Estimate
from stratiform.cost.compare import Comparison
from stratiform.cost.money import change, dollars
from stratiform.cost.summary import assumptions, by_service, by_stack
from stratiform.cost.text import total


def markdown(estimate: Estimate) -> str:
    """The bill; assumptions are folded away."""
    return "\n".join(_bill(estimate)) + "\n"


def _bill(estimate: Estimate) -> Iterator[str]:
    yield f"### {estimate.environment}: {dollars(estimate.total)} US dollars a month\n"
    yield from (f"{line.strip()}  " for line in total(estimate))
    yield from ("", *_table(("service", "a month"), by_service(estimate).items()))
    stacks = by_stack(estimate)
    if len(stacks) > 1:
        yield from ("", *_table(("stack", "a month"), stacks.items()))
    rows = sorted(estimate.charges, key=lambda each: -each.monthly)
    yield from (
        "",
        "<details><summary>Resources</summary>\n",
        "| resource | type | a month |",
        "|---|---|--:|",
    )
    yield from (f"| {_cell(c.path)} | {c.type} | {dollars(c.monthly)} |" for c in rows)
    yield "\n</details>"
    if estimate.unpriced:
        yield "\n**Not priced:** " + ", ".join(
            f"{each.type} ({len(each.resources)}): {_cell(each.reason)}" for each in estimate.unpriced
        )
    yield from _folded(assumptions(estimate))


def comparison_markdown(found: Comparison) -> str:
    """Both totals and every resource that differs."""
    lines = [f"### {change(found.after - found.before)} US dollars a month\n"]
    lines += [
        f"| resource | {_cell(found.before_name)} | {_cell(found.after_name)} | change |",
        "|---|--:|--:|--:|",
    ]
    lines += [
        f"| {_cell(line.path)} | {dollars(line.before)} | {dollars(line.after)} | {change(line.difference)} |"
        for line in found.lines
    ]
    difference = change(found.after - found.before)
    lines.append(f"| **total** | {dollars(found.before)} | {dollars(found.after)} | {difference} |")
    return "\n".join([*lines, *_folded(found.assumptions)]) + "\n"


def environments_markdown(estimates: Sequence[Estimate]) -> str:
    """Services down, environments across."""
    names = [each.environment for each in estimates]
    sums = [by_service(each) for each in estimates]
    lines = [f"| service | {' | '.join(names)} |", "|---|" + "--:|" * len(names)]
    for service in dict.fromkeys(name for each in sums for name in each):
        cells = [dollars(each[service]) if service in each else "-" for each in sums]
        lines.append(f"| {service} | {' | '.join(cells)} |")
    lines.append(f"| **total** | {' | '.join(dollars(each.total) for each in estimates)} |")
    return "\n".join(lines) + "\n"


def _table(head: tuple[str, str], rows: Iterable[tuple[str, Decimal]]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|--:|"
    for name, value in rows:
        yield f"| {_cell(name)} | {dollars(value)} |"


def _folded(sentences: Iterable[str]) -> Iterator[str]:
    yield "\n<details><summary>Assumptions</summary>\n"
    for sentence in sentences:
        yield f"- {_cell(sentence)}"
    yield "\n</details>"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
