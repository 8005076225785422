"""`strat outputs`: what the stacks tell."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stratiform.cli.options import Folder, Json, print_json, table


def outputs(
    name: Annotated[str | None, typer.Argument(help="One output; only its value is printed.")] = None,
    app: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Print the outputs of the running system, or the value of one."""
    from stratiform.cli.here import deployment_of

    values = deployment_of(app).outputs()
    if name is None:
        if as_json:
            print_json(values)
        elif values:
            print(table(values.items(), indent=""))
        return
    if name not in values:
        from stratiform.local.naming import not_found

        raise not_found(name, values, "output")
    if as_json:
        print_json({name: values[name]})
    else:
        print(values[name])
