"""`strat diagram`: the picture of a system."""

from __future__ import annotations

import enum
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from stratiform.cli.options import App, Context, Environment, Json, pairs, print_json
from stratiform.errors import WrongUse

if TYPE_CHECKING:
    from stratiform.assembly.graph import Address, Graph
    from stratiform.diagram import Note, Picture

SUFFIXES: Final = (".svg", ".png", ".html", ".mmd")


class Detail(enum.StrEnum):
    """How much is drawn as one."""

    ALL = "all"
    DEFAULT = "default"
    OVERVIEW = "overview"


def diagram(
    app: App = Path(),
    environment: Environment = "local",
    context: Context = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write: .svg, .png, .html or .mmd (Mermaid). Mermaid on the standard output "
            "without one.",
        ),
    ] = None,
    stack: Annotated[
        str | None, typer.Option(metavar="NAME", help="Draw this stack only, and what is nested in it.")
    ] = None,
    detail: Annotated[
        Detail,
        typer.Option(
            help="all: each resource on its own. default: three and more alike are drawn as one. "
            "overview: one for each kind in each place."
        ),
    ] = Detail.DEFAULT,
    findings: Annotated[
        bool, typer.Option("--findings", help="Mark what `strat check` finds on each node.")
    ] = False,
    cost: Annotated[
        bool, typer.Option("--cost", help="Write what `strat cost` estimates on each node.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Draw a system from its definition.

    It shows what calls, feeds, reads and writes what, and where it stands. Routes, permissions, log
    groups and other plumbing are folded into what they serve. The same definition gives the same picture.
    """
    if output is not None and output.suffix not in SUFFIXES:
        raise WrongUse(
            f"-o takes a file that ends in {', '.join(SUFFIXES)}, not {output.name}.",
            fix=f"Write -o {output.stem or 'system'}.svg.",
        )
    from stratiform.cli.graph import graph_of
    from stratiform.diagram import picture

    graph = graph_of(app, environment, pairs(context, "-c"))
    if stack is not None:
        _known(stack, graph)
    drawn = picture(
        graph,
        notes=_notes(app, environment, graph, findings=findings, cost=cost),
        title=_title(app, environment),
        detail=detail.value,
        stack=stack,
    )
    for note in graph.notes:
        print(f"note: {note}", file=sys.stderr)
    if output is not None:
        from stratiform.cli.written import write

        write(output, _rendered(drawn, output.suffix))
    _tell(drawn, output, as_json=as_json)


def _rendered(drawn: Picture, suffix: str) -> str | bytes:
    if suffix == ".mmd":
        from stratiform.diagram.mermaid import mermaid

        return mermaid(drawn)
    from stratiform.diagram.layout import layout
    from stratiform.diagram.svg import svg

    placed = layout(drawn)
    if suffix == ".html":
        from stratiform.diagram.html import html

        return html(drawn, placed)
    if suffix == ".png":
        from stratiform.diagram.png import png

        return png(svg(drawn, placed))
    return svg(drawn, placed)


def _tell(drawn: Picture, output: Path | None, *, as_json: bool) -> None:
    if as_json:
        from stratiform.diagram.document import document

        print_json({"file": str(output) if output else None, **document(drawn)})
    elif output is None:
        from stratiform.diagram.mermaid import mermaid

        print(mermaid(drawn), end="")
    else:
        print(f"{output}: {sum(1 for _ in drawn.nodes())} nodes, {len(drawn.links)} lines")


def _known(stack: str, graph: Graph) -> None:
    names = {name for one in graph.stacks.values() for name in (one.id, one.name)}
    if stack not in names:
        top = sorted(one.name for one in graph.stacks.values() if one.parent is None)
        raise WrongUse(f"There is no stack {stack!r}.", fix=f"Name one of {', '.join(top)}.")


def _title(app: Path, environment: str) -> str:
    """The app's folder with the environment; for an assembly or a template where that is."""
    from stratiform.local.source import Kind, source

    found = source(app)
    if found.kind is Kind.APP:
        return f"{found.path.name} · {environment}"
    if found.path.name == "cdk.out":
        return found.home.name
    return found.path.name if found.kind is Kind.ASSEMBLY else found.path.name.split(".")[0]


def _notes(
    app: Path, environment: str, graph: Graph, *, findings: bool, cost: bool
) -> Mapping[Address, Note]:
    """What the other tools say of each resource."""
    from stratiform.diagram import Note, Remark

    remarks: dict[Address, list[Remark]] = {}
    if findings:
        for address, severity, title in _found(app, graph):
            remarks.setdefault(address, []).append(Remark(severity, title))
    costs = _costs(app, environment, graph) if cost else {}
    addresses = dict.fromkeys((*remarks, *costs))
    return {address: Note(tuple(remarks.get(address, ())), costs.get(address)) for address in addresses}


def _found(app: Path, graph: Graph) -> Iterable[tuple[Address, str, str]]:
    from stratiform.check.catalogue import catalogue
    from stratiform.check.engines import PREFIXES
    from stratiform.check.run import check
    from stratiform.check.waivers import declared
    from stratiform.local.source import source

    file = source(app).home / declared.NAME
    waivers = declared.read(file, catalogue(), PREFIXES) if file.is_file() else ()
    for finding in check(graph, others=(), waivers=waivers).open():
        if finding.address is not None:
            yield finding.address, finding.severity.name.lower(), finding.title


def _costs(app: Path, environment: str, graph: Graph) -> Mapping[Address, float]:
    """With the usage that the environment's tier assumes."""
    from stratiform.cli.terms import terms_of
    from stratiform.cost import monthly

    costs = monthly(graph, terms=terms_of(app, environment))
    return {address: float(dollars) for address, dollars in costs.items()}
