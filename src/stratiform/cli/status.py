"""`strat status`: what runs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from stratiform.cli.options import App, Json, print_json, table

if TYPE_CHECKING:
    from stratiform.local.deployment import Deployment
    from stratiform.local.emulator.process import Emulator


def status(app: App = Path(), as_json: Json = False) -> None:
    """Tell what runs: URLs, stacks, functions, services, alarms.

    The exit code is 1 when the system is down, and 3 when it never was up here.
    """
    from stratiform.cli.here import state_of
    from stratiform.local import deployment
    from stratiform.local.container_host import chosen
    from stratiform.local.emulator import process
    from stratiform.local.engine import process as engine

    state = state_of(app)
    placed = deployment.required(state)
    emulator = process.find(state)
    document = _document(placed, emulator) | {
        "left": emulator is None and chosen(state).kind == "process" and engine.find(state) is not None
    }
    if as_json:
        print_json(document)
    else:
        _print(document)
    if emulator is None:
        raise typer.Exit(1)


def _document(placed: Deployment, emulator: Emulator | None) -> dict[str, Any]:
    from stratiform.local.alarms import raised
    from stratiform.local.naming import shown
    from stratiform.local.services import services
    from stratiform.local.stack_states import states

    found = states(placed) if emulator else {}
    return {
        "running": emulator is not None,
        "endpoint": placed.endpoint,
        "pid": emulator.pid if emulator else None,
        "urls": dict(placed.urls),
        "stacks": [
            {
                "name": stack.name,
                "environment": stack.environment,
                "region": stack.target.region,
                "status": found.get(stack.name),
            }
            for stack in placed.stacks
        ],
        "functions": [
            {"path": shown(function), "name": function.physical_id}
            for function in placed.of_type("AWS::Lambda::Function")
        ],
        "services": [asdict(service) for service in services(placed)] if emulator else [],
        "alarms": raised(placed) if emulator else [],
    }


def _print(document: dict[str, Any]) -> None:
    if document["running"]:
        print(f"up at {document['endpoint']}")
    elif document["left"]:
        print("The local cloud was killed; its tasks and databases still run.")
        print("`strat up` brings it back, `strat down` ends them.")
    else:
        print("not running; `strat up` starts it")
    for title, rows in {
        "URLs": list(document["urls"].items()),
        "Stacks": [
            (stack["name"], stack["environment"], _unfinished(stack, running=document["running"]))
            for stack in document["stacks"]
        ],
        "Functions": [(function["path"], function["name"]) for function in document["functions"]],
        "Services": [
            (
                service["path"],
                f"{service['running']} of {service['desired']} tasks",
                _trouble(service) or _rollout(service),
            )
            for service in document["services"]
        ],
        "Alarms that are raised": [(name, "ALARM") for name in document["alarms"]],
    }.items():
        if rows:
            print(f"\n{title}\n{table(rows)}")


def _unfinished(stack: dict[str, Any], *, running: bool) -> str:
    """What CloudFormation says of a stack that is not as the last `strat up` that ended left it."""
    status = str(stack["status"] or "not created").lower().replace("_", " ")
    whole = status.endswith("complete") and not status.startswith("delete")
    return f"{status}; `strat up` goes on" if running and not whole else ""


def _rollout(service: dict[str, Any]) -> str:
    """The state of the newest deployment, in ECS's word."""
    return f"deployment {service['rollout'].lower().replace('_', ' ')}" if service["rollout"] else ""


def _trouble(service: dict[str, Any]) -> str:
    """Why the last task stopped, where there are fewer than there should be."""
    if service["running"] >= service["desired"]:
        return ""
    return next((task["reason"] for task in reversed(service["tasks"]) if task["reason"]), "")
