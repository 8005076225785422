"""The command that ECS asks for the container's health: the image has no curl."""

from __future__ import annotations

import http.client
from collections.abc import Mapping

from stratiform.agent.variables import Variables, whole

_PORTS = "HTTP_PORT AWS_APPCONFIG_EXTENSION_HTTP_PORT"
_HOSTS = "HTTP_HOST AWS_APPCONFIG_EXTENSION_HTTP_HOST"
_SECONDS = 2.0


def check(environment: Mapping[str, str]) -> int:
    """0 when the agent of this container says that it is ready, else 1. Asks nobody else."""
    given = Variables(environment)
    host = given.read(_HOSTS, "127.0.0.1", str)
    reachable = "127.0.0.1" if host in ("all", "0.0.0.0", "localhost") else host  # noqa: S104
    connection = http.client.HTTPConnection(
        reachable, given.read(_PORTS, 2772, whole(0, 65535)), timeout=_SECONDS
    )
    try:
        connection.request("GET", "/ready")
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):  # also something else that has the port
        return 1
    finally:
        connection.close()
