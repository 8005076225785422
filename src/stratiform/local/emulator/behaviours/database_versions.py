"""Aurora versions that AWS no longer offers are accepted: a definition that runs there keeps running here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private

EXPLAIN = (
    "PostgreSQL runs in the version that this machine has, whatever version a template asks for;"
    " `SELECT version()` tells it."
)


def _accepting(original: Callable[..., Any]) -> Callable[..., Any]:
    def refusal(engine: str, engine_version: str, *, current_version: str | None = None) -> Any:
        refused = original(engine, engine_version, current_version=current_version)
        major = str(engine_version).partition(".")[0]
        # An older minor of a major that is offered is near enough; an unknown major is a mistake.
        return None if refused is None or original(engine, major) is None else refused

    return refusal


def install() -> None:
    """Replace the check of RDS's API; CloudFormation's has none."""
    private.wrap("services.rds", "_unsupported_aurora_engine_version_error", _accepting)
