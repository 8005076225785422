"""`strat diff`: what a change does."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stratiform.cli.options import Context, Environment, Json, either, pairs, print_json
from stratiform.errors import WrongUse

if TYPE_CHECKING:
    from stratiform.assembly.graph import Graph
    from stratiform.diff import Changes
    from stratiform.diff.report import Cost, Report


class Format(enum.StrEnum):
    """What the changes are written as."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


class FailOn(enum.StrEnum):
    """Which changes make the exit code 1."""

    DESTRUCTIVE = "destructive"
    BROADENING = "broadening"
    ANY = "any"


def diff(
    before: Annotated[
        str | None,
        typer.Argument(
            help="The state before: a folder with an app, a cdk.out, a template, a git revision of AFTER "
            "(HEAD~1, git:main), stack:NAME in AWS, or local: for what `strat up` deployed.",
        ),
    ] = None,
    after: Annotated[
        str | None, typer.Argument(help="The state after, in the same forms; . by default.")
    ] = None,
    environment: Environment = "local",
    context: Context = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit with 1 when there is such a change.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to write the changes.")] = Format.TEXT,
    diagram: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw the changes in the picture of AFTER.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Tell calm changes one by one too.")] = False,
    as_json: Json = False,
) -> None:
    """Tell what a change does, the most dangerous first.

    Lost data comes first, then open networks, wider access and lost alarms. With one path, and with none,
    the app is compared with what is deployed: by `strat up`, or with -e in the account of that
    environment. Destructive is what loses data or may; broadening is what opens the network or widens
    access.
    """
    wanted = either(format_, as_json=as_json)
    if diagram is not None and diagram.suffix != ".svg":
        raise WrongUse(
            f"--diagram writes SVG, and {diagram.name} is none.", fix="Name a file that ends in .svg."
        )
    from stratiform.cli.diff_sides import read_sides
    from stratiform.diff import diff as compare
    from stratiform.diff.report import report

    old, new = read_sides(before, after, environment, pairs(context, "-c"))
    changes = compare(old, new)
    told = report(changes, _cost(old, new, environment, (after, before)), folder=str(Path.cwd()))
    if diagram is not None:
        _draw(diagram, old, new, changes)
    _print(told, wanted, everything=everything)
    if _fails(changes, fail_on):
        raise typer.Exit(1)


def _print(told: Report, format_: Format, *, everything: bool) -> None:
    match format_:
        case Format.JSON:
            from stratiform.diff.document import document

            print_json(document(told, folder=str(Path.cwd())))
        case Format.MARKDOWN:
            from stratiform.diff.markdown import markdown

            print(markdown(told), end="")
        case Format.HTML:
            from stratiform.diff.html import html

            print(html(told, "What this change does"), end="")
        case Format.TEXT:
            from stratiform.diff.text import text

            print(text(told, everything=everything), end="")


def _fails(changes: Changes, fail_on: FailOn | None) -> bool:
    match fail_on:
        case FailOn.DESTRUCTIVE:
            return bool(changes.destructive)
        case FailOn.BROADENING:
            return bool(changes.broadening)
        case FailOn.ANY:
            return not changes.empty
    return False


def _draw(file: Path, old: Graph, new: Graph, changes: Changes) -> None:
    from stratiform.cli.written import write
    from stratiform.diagram import draw
    from stratiform.diff.marks import marks

    before, marked = marks(changes, old, new)
    write(file, draw(new, changes=marked, removed_graph=before))


def _cost(old: Graph, new: Graph, environment: str, places: tuple[str | None, ...]) -> Cost | None:
    """The monthly cost of both sides with the environment's assumed usage; None where nothing is priced."""
    from decimal import Decimal

    from stratiform.cli.terms import terms_of
    from stratiform.cost import monthly
    from stratiform.diff.report import Cost

    app = next((Path(one) for one in places if one and Path(one).exists()), Path())
    terms = terms_of(app, environment)
    before, after = monthly(old, terms=terms), monthly(new, terms=terms)
    if not before and not after:
        return None
    return Cost(sum(before.values(), Decimal()), sum(after.values(), Decimal()))
