"""`strat invoke`: call one function."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from stratiform.cli.options import Folder, Json, print_json
from stratiform.errors import WrongUse


def invoke(
    name: Annotated[str, typer.Argument(help="The function: construct path, logical id or name.")],
    payload: Annotated[str, typer.Option(help="The event: JSON, or @ and the name of a file.")] = "{}",
    app: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Call a function of the running system.

    Its answer is on stdout, its logs are on stderr. The exit code is 1 when the function fails.
    """
    event = _payload(payload)
    from stratiform.cli.here import cloud_of
    from stratiform.local.invoke import invoke as call

    with cloud_of(app) as (placed, cloud):
        answer = call(name, event, placed, cloud)
    if as_json:
        print_json(
            {
                "function": answer.function,
                "payload": answer.payload,
                "error": answer.error,
                "logs": answer.logs,
            }
        )
    else:
        for line in answer.logs:
            print(line, file=sys.stderr)
        print(json.dumps(answer.payload, indent=2))
    if answer.error:
        raise typer.Exit(1)


def _payload(text: str) -> Any:
    where = None
    if text.startswith("@"):
        where = text[1:]
        try:
            text = Path(where).read_text()
        except (OSError, UnicodeDecodeError) as error:
            raise WrongUse(
                f"The payload cannot be read: {error}", where=where, fix="Name a JSON file."
            ) from None
    try:
        return json.loads(text)
    except ValueError as error:
        raise WrongUse(
            f"The payload is not JSON: {error}", where=where, fix='Write --payload \'{"key": "value"}\'.'
        ) from None
