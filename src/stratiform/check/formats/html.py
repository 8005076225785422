"""One page that needs nothing else: it asks no server for anything, and reads well without its script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from importlib import resources

from stratiform.assembly.graph import Address
from stratiform.check.finding import Finding
from stratiform.check.formats.report import Report
from stratiform.check.page import references
from stratiform.check.rule import Pillar, Severity

_WORST_FIRST = sorted(Severity, reverse=True)


def render(report: Report) -> str:
    """The whole document."""
    style, script = (_text(name) for name in ("report.css", "report.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'"
    title = escape(f"strat check: {report.subject}")
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>",
            *_header(report, title),
            "<main>",
            *_filters(),
            *_pillars(report),
            *_matrix(report),
            *_waived(report),
            *_notes(report),
            f"</main>\n<script>{script}</script>\n</body>\n</html>\n",
        ]
    )


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _header(report: Report, title: str) -> Iterator[str]:
    found = report.findings
    there = list(found.open())
    yield f"<header>\n<h1>{title}</h1>"
    yield f'<p class="about">{found.resources} resources, {len(found.rules)} rules</p>\n<ul class="counts">'
    for severity in _WORST_FIRST:
        name = severity.name.lower()
        yield f'<li class="{name}"><b>{sum(one.severity is severity for one in there)}</b> {name}</li>'
    yield f"<li><b>{len(found.findings) - len(there)}</b> waived</li>\n</ul>\n</header>"


def _filters() -> Iterator[str]:
    yield '<form hidden aria-label="Filter the findings">'
    yield '<label class="search">Search <input name="search" type="search" autocomplete="off"></label>'
    yield '<label>Severity <select name="severity"><option value="0">all</option>'
    for severity in _WORST_FIRST[:-1]:
        least = "" if severity is Severity.CRITICAL else " or worse"
        yield f'<option value="{severity.value}">{severity.name.lower()}{least}</option>'
    yield '</select></label>\n<label>Pillar <select name="pillar"><option value="">all</option>'
    for pillar in Pillar:
        yield f'<option value="{pillar.name}">{pillar.value}</option>'
    yield '</select></label>\n<output name="shown" aria-live="polite"></output>\n</form>'


def _pillars(report: Report) -> Iterator[str]:
    for pillar in Pillar:
        there = [one for one in report.findings.open() if one.pillar is pillar]
        if there:
            name = pillar.value.capitalize()
            yield f'<section data-pillar="{pillar.name}">\n<h2>{name} <small>{len(there)}</small></h2>'
            for one in there:
                yield from _finding(one, report)
            yield "</section>"
    if not any(report.findings.open()):
        yield "<p>No findings.</p>"


def _finding(one: Finding, report: Report) -> Iterator[str]:
    severity = one.severity.name.lower()
    where = [report.place(one.origin)] if one.origin else []
    badge = f'<span class="badge {severity}">{severity}</span>'
    yield f'<details data-severity="{one.severity.value}">\n<summary>{badge}'
    yield f'<span>{escape(one.title)} <span class="rule">{escape(one.rule)}</span></span>'
    yield f'<span class="where">{escape(" · ".join([one.path, *where]))}</span></summary>\n<dl>'
    for name, text in _facts(one):
        yield f"<dt>{name}</dt><dd>{escape(text)}</dd>"
    yield "</dl>\n</details>"


def _facts(one: Finding) -> Iterator[tuple[str, str]]:
    yield "Found", one.says
    yield "Fix", one.fix
    if one.at:
        yield "Property", one.at
    if one.type:
        yield "Resource", f"{one.type} {one.address}"
    if one.evidence:
        yield "Because of", ", ".join(map(str, one.evidence))
    for line in references(one.references):
        yield "Elsewhere", line.removeprefix("Elsewhere: ")
    if one.also:
        yield "Also found by", ", ".join(one.also)


def _matrix(report: Report) -> Iterator[str]:
    if report.matrix is None:
        return
    yield _table(f"Matrix {report.matrix}", "Constraint", "Answer", "Evidence")
    group = None
    for row in report.rows:
        if row.group and row.group != group:
            group = row.group
            yield f'<tr><th colspan="3" scope="rowgroup">{escape(group)}</th></tr>'
        badge = f'<span class="badge {row.verdict.lower()}">{escape(row.verdict)}</span>'
        yield f'<tr><th scope="row">{escape(row.title)} <span class="rule">{escape(row.id)}</span></th>'
        yield f"<td>{badge}</td><td>{escape(row.says)}{_evidence(row.evidence)}</td></tr>"
    yield "</tbody></table>\n</section>"


def _evidence(addresses: tuple[Address, ...]) -> str:
    if not addresses:
        return ""
    count = f"{len(addresses)} resource{'' if len(addresses) == 1 else 's'}"
    names = "<br>".join(escape(str(address)) for address in addresses)
    return f'<details class="evidence"><summary>{count}</summary>{names}</details>'


def _waived(report: Report) -> Iterator[str]:
    waived = [one for one in report.findings.findings if one.waiver]
    if not waived:
        return
    yield _table("Waived", "Finding", "Reason", "Owner", "Until")
    for one in waived:
        assert one.waiver is not None
        cells = (one.waiver.reason, one.waiver.owner or "nobody", one.waiver.expires or "no end")
        yield f'<tr><th scope="row">{escape(one.rule)}<br>{escape(one.path)}</th>'
        yield "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>\n</section>"


def _table(title: str, *heads: str) -> str:
    cells = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f"<section>\n<h2>{escape(title)}</h2>\n<table><thead><tr>{cells}</tr></thead><tbody>"


def _notes(report: Report) -> Iterator[str]:
    if report.findings.notes:
        yield "<section>\n<h2>Notes</h2>\n<ul>"
        yield from (f"<li>{escape(note)}</li>" for note in report.findings.notes)
        yield "</ul>\n</section>"
