"""AWS::SecretsManager::SecretTargetAttachment to a database that has no meaning here, e.g. Redshift."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.behaviours.unknown_types import attribute, is_inert

EXPLAIN = None
_PORTS = {"redshift": 5439, "neptune": 8182}


def _connecting(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    @functools.wraps(original)
    def connection(target_type: str, target_id: str) -> dict[str, Any]:
        if not is_inert(target_type):
            return original(target_type, target_id)
        engine = target_type.split("::")[1].lower()
        host = attribute(target_type, target_id, "Endpoint.Address")
        return {"engine": engine, "host": host, "port": _PORTS.get(engine, 443)}

    return connection


def install() -> None:
    """Write the made-up endpoint into the secret, as the stack's outputs show it."""
    private.wrap("services.cloudformation.provisioners", "_sm_target_connection", _connecting)
