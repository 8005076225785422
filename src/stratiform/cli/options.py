"""Arguments and options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from stratiform.errors import WrongUse

App = Annotated[Path, typer.Argument(help="A folder with a CDK app, a cdk.out folder, or a template file.")]
Folder = Annotated[Path, typer.Option("--app", help="The app: its folder, a cdk.out folder, or a template.")]
Environment = Annotated[
    str, typer.Option("--environment", "-e", help="The environment of stratiform.toml to use.")
]
Context = Annotated[
    list[str] | None,
    typer.Option("--context", "-c", metavar="KEY=VALUE", help="A context value for the app."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]

Format = TypeVar("Format", bound=str)


def either(format_: Format, *, as_json: bool) -> Format:
    """``format_``, or ``json`` where --json is given. Raises WrongUse where the two exclude each other."""
    if not as_json:
        return format_
    if format_ not in ("text", "json"):
        raise WrongUse(f"--json and --format {format_} exclude each other.", fix="Leave one of them away.")
    return type(format_)("json")


def pairs(texts: Iterable[str] | None, option: str) -> dict[str, str]:
    """``KEY=VALUE`` texts as a mapping. Raises WrongUse where there is no ``=``."""
    found: dict[str, str] = {}
    for text in texts or ():
        key, separator, value = text.partition("=")
        if not separator or not key:
            raise WrongUse(f"{option} takes KEY=VALUE, not {text!r}.", fix=f"Write {option} {text}=VALUE.")
        found[key] = value
    return found


def print_json(document: Any) -> None:
    """Print the one JSON document of a command."""
    print(json.dumps(document, indent=2, default=str))


def table(rows: Iterable[tuple[str, ...]], indent: str = "  ") -> str:
    """Rows with their columns aligned."""
    known = [tuple(row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*known, strict=True)]
    lines = (
        indent + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in known
    )
    return "\n".join(lines)
