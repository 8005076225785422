"""`strat doctor`: what this machine has and lacks."""

from __future__ import annotations

from pathlib import Path

import typer

from stratiform.cli.options import App, Json, print_json


def doctor(app: App = Path(), as_json: Json = False) -> None:
    """Tell what this machine has and lacks, and what to do about it.

    The exit code is 1 when what is installed lacks something that it needs. An extra that is not installed is
    told with what it is for: without any, `strat check`, `cost`, `diagram` and `diff` work.
    """
    from dataclasses import asdict

    from stratiform.local.doctor import examine

    checks = examine(app)
    if as_json:
        print_json(
            {
                "ok": all(check.ok or not check.needed for check in checks),
                "checks": [asdict(c) for c in checks],
            }
        )
    else:
        for check in checks:
            mark = "ok  " if check.ok else ("MISS" if check.needed else "-   ")
            print(f"{mark} {check.name}: {check.found}")
            if not check.ok and check.fix:
                print(f"       {check.fix}")
    if any(check.needed and not check.ok for check in checks):
        raise typer.Exit(1)
