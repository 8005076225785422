"""The report as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from stratiform.diff.report import Line, Report
from stratiform.diff.text import cost, nothing

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem;
  color: #1b1f24; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin: 1.5rem 0 .4rem }
table { border-collapse: collapse; width: 100% } td { border-top: 1px solid #d0d7de; padding: .35rem .6rem;
  vertical-align: top; overflow-wrap: anywhere } td:first-child { font-family: ui-monospace, monospace }
.danger { color: #a40e26 } summary { cursor: pointer; margin: .6rem 0 } .where { color: #57606a }
@media (prefers-color-scheme: dark) { body { color: #e6edf3; background: #0d1117 }
  td { border-color: #30363d } .danger { color: #ff7b72 } .where { color: #8d96a0 } }
"""


def html(report: Report, title: str) -> str:
    """A self-contained page."""
    body = "\n".join(_blocks(report)) if not report.changes.empty else f"<p>{nothing(report)}</p>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n{body}\n</body></html>\n"
    )


def _blocks(report: Report) -> Iterator[str]:
    if report.cost:
        yield f"<p>{escape(cost(report.cost))}</p>"
    for section in report.sections:
        yield f'<h2 class="danger">{escape(section.title)} ({len(section.lines)})</h2>'
        yield _table(section.lines)
    folded = [(section.title, section.lines) for section in report.calm]
    folded += [("closed or made safer", report.narrows)] if report.narrows else []
    for title, lines in folded:
        yield f"<details><summary>{len(lines)} {escape(title)}</summary>{_table(lines)}</details>"
    if report.values:
        items = "".join(f"<li>{escape(value)}</li>" for value in report.values)
        title = f"{len(report.values)} outside the resources"
        yield f"<details><summary>{title}</summary><ul>{items}</ul></details>"

    for note in report.changes.notes:
        yield f"<p>{escape(note)}</p>"


def _table(lines: tuple[Line, ...]) -> str:
    rows = (
        f"<tr><td>{escape(one.path)}</td><td>{escape(one.type)}</td><td>{escape(one.says)}</td>"
        f'<td class="where">{escape(one.where or "")}</td></tr>'
        for one in lines
    )
    return f"<table>{''.join(rows)}</table>"
