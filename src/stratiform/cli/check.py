"""`strat check`: what is wrong with a system."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stratiform.cli.options import App, Context, Environment, Json, either, pairs
from stratiform.errors import WrongUse

if TYPE_CHECKING:
    from stratiform.check.formats.report import Report
    from stratiform.check.row import Row
    from stratiform.check.rule import Rule


class Format(enum.StrEnum):
    """What the report is written as."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    HTML = "html"


class FailOn(enum.StrEnum):
    """The least severity that makes the exit code 1."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


def check(
    app: App = Path(),
    environment: Environment = "local",
    context: Context = None,
    matrix: Annotated[
        str | None,
        typer.Option(help="Answer a matrix of constraints: the name of one that is built in, or a file."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write the report.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to a file.")
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least severity for which the exit code is 1.")
    ] = FailOn.HIGH,
    rule: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Run this rule only; may be given several times.")
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The waivers; stratiform-waivers.toml beside the app by default."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="Print every rule and end.")] = False,
    explain: Annotated[
        str | None, typer.Option(metavar="ID", help="Print the page of a rule and end.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell what is wrong with a system, by the six pillars.

    They are those of the Well-Architected Framework. Reads an app, a cdk.out folder or a template,
    offline. A finding points to your own line where the assembly knows it, else to the template's. The
    exit code is 1 when a finding is at least as bad as --fail-on and no waiver accepts it, or when the
    matrix has a FAIL.
    """
    wanted = either(format_, as_json=as_json)
    if list_:
        _list(as_json=wanted is Format.JSON)
        return
    if explain is not None:
        from stratiform.check.page import page

        print(page(explain, _rules([explain])[explain]))
        return
    import gc

    gc.disable()  # this process ends with its answer, and looking for garbage takes a sixth of the time
    report = _report(app, environment, pairs(context, "-c"), matrix, rule, waivers)
    _write(report, wanted, output)
    gc.freeze()
    gc.enable()
    if _fails(report, fail_on):
        raise typer.Exit(1)


def _rules(ids: list[str] | None) -> dict[str, Rule]:
    """The rules of these ids, or all. Raises WrongUse for an id that no rule has."""
    from stratiform.check.catalogue import catalogue
    from stratiform.suggest import did_you_mean

    known = catalogue()
    for id_ in ids or ():
        if id_ not in known:
            fix = f"{did_you_mean(id_, known)}`strat check --list` prints every rule."
            raise WrongUse(f"There is no rule {id_!r}.", fix=fix)
    return {id_: known[id_] for id_ in sorted(set(ids))} if ids else dict(known)


def _report(
    app: Path,
    environment: str,
    context: dict[str, str],
    matrix: str | None,
    ids: list[str] | None,
    waivers: Path | None,
) -> Report:
    from stratiform.check import native

    if not ids:
        native.start()
    from stratiform.check import engines
    from stratiform.check.formats.report import Report
    from stratiform.check.run import check as run
    from stratiform.check.waivers import declared
    from stratiform.cli.graph import graph_of
    from stratiform.local.source import source

    rules = _rules(ids)
    found = source(app)
    file = waivers or found.home / declared.NAME
    accepted = declared.read(file, _rules(None), engines.PREFIXES) if waivers or file.is_file() else ()
    asked = None
    if matrix is not None:
        from stratiform.check.matrix import load

        asked = load(matrix)
    graph = graph_of(app, environment, context, traces=True)
    findings = run(graph, rules=rules, others=() if ids else engines.ALL, waivers=accepted)
    rows: tuple[Row, ...] = ()
    if asked is not None:
        from stratiform.check.matrix import evaluate

        rows = evaluate(asked, graph).rows
    return Report(findings, str(app), Path.cwd(), matrix, rows)


def _write(report: Report, format_: Format, output: Path | None) -> None:
    import importlib
    import sys

    render = importlib.import_module(f"stratiform.check.formats.{format_.value}").render
    if output is not None:
        from stratiform.cli.written import write

        write(output, render(report))
        from stratiform.check.formats.text import summary

        print(f"{output}: {summary(report)}", file=sys.stderr)  # or an exit code of 1 says nothing
    elif format_ is Format.TEXT:
        sys.stdout.write(render(report, colours=sys.stdout.isatty()))
    else:
        sys.stdout.write(render(report))


def _fails(report: Report, fail_on: FailOn) -> bool:
    from stratiform.check.rule import Severity

    if any(row.verdict == "FAIL" for row in report.rows):
        return True
    if fail_on is FailOn.NONE:
        return False
    return any(report.findings.open(Severity[fail_on.name]))


def _list(*, as_json: bool) -> None:
    from stratiform.cli.options import print_json, table

    rules = _rules(None)
    if as_json:
        print_json(
            [
                {
                    "rule": id_,
                    "title": rule.title,
                    "pillar": rule.pillar.value,
                    "severity": rule.severity.name.lower(),
                    "types": rule.types,
                }
                for id_, rule in rules.items()
            ]
        )
    else:
        rows = [
            (id_, rule.severity.name.lower(), rule.pillar.value, rule.title) for id_, rule in rules.items()
        ]
        print(table(rows, indent=""))
