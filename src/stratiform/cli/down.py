"""`strat down`: stop the system."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stratiform.cli.options import App, Json, print_json
from stratiform.errors import NotRunning


def down(
    app: App = Path(),
    wipe: Annotated[bool, typer.Option(help="Also remove all data of the local cloud.")] = False,
    as_json: Json = False,
) -> None:
    """Stop the system and everything it started. The data is kept unless --wipe is given."""
    from stratiform.cli.here import state_of
    from stratiform.local import down as local
    from stratiform.synth.warm import retire

    try:
        state = state_of(app)
    except NotRunning:
        state = None
    stopped = state is not None and local.down(state)
    retire(app if state is None else state.app)
    if state is not None and wipe:
        local.wipe(state)
    if as_json:
        print_json({"stopped": stopped, "wiped": wipe})
    else:
        print(("Stopped." if stopped else "Nothing was running.") + (" All data is removed." if wipe else ""))
