"""`strat logs`: what the functions and services wrote."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from stratiform.cli.options import Folder, Json, print_json
from stratiform.errors import WrongUse

if TYPE_CHECKING:
    from stratiform.local.logs import Line

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_POLL_SECONDS = 0.3


def logs(
    name: Annotated[
        str | None,
        typer.Argument(help="A function, service or log group: construct path, logical id or name."),
    ] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on until Ctrl-C.")] = False,
    since: Annotated[str, typer.Option(help="How far back: a number and s, m, h or d.")] = "1h",
    app: Folder = Path(),
    as_json: Json = False,
) -> None:
    """Print what functions and services logged, and denied calls."""
    if follow and as_json:
        raise WrongUse("--json and --follow exclude each other.", fix="Leave one of them away.")
    start = time.time() - _seconds(since)
    from stratiform.cli.here import cloud_of, state_of
    from stratiform.local.denials import Denials, caller
    from stratiform.local.logs import Tail, groups, merged

    with cloud_of(app) as (placed, cloud):
        chosen = groups(placed, cloud, name)
        tail = Tail(chosen, cloud, since=start)
        denials = Denials(state_of(app).folder, since=start)
        sources = {group.source for group in chosen}

        def poll() -> list[Line]:
            refused = [one for one in denials.poll() if name is None or caller(one, placed) in sources]
            return merged(tail.poll(), refused, placed)

        lines = poll()
        if as_json:
            print_json([{"time": line.time, "source": line.source, "text": line.text} for line in lines])
            return
        _print(lines)
        while follow:
            time.sleep(_POLL_SECONDS)
            _print(poll())


def _print(lines: list[Line]) -> None:
    for line in lines:
        moment = time.strftime("%H:%M:%S", time.localtime(line.time))
        print(f"{moment} {line.source}: {line.text}", flush=True)


def _seconds(text: str) -> float:
    match = re.fullmatch(r"(\d+)([smhd])", text)
    if match is None:
        raise WrongUse(f"--since takes a number and a unit, not {text!r}.", fix="Write --since 10m, or 2h.")
    return int(match[1]) * _SECONDS[match[2]]
