"""Which configuration: an application, an environment and a profile, each by name or id."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATH = re.compile(r"/applications/([^/]+)/environments/([^/]+)/configurations/([^/]+)")


@dataclass(frozen=True)
class Profile:
    """As it is asked for; a name and an id of one thing are two profiles."""

    application: str
    environment: str
    configuration: str

    def __str__(self) -> str:
        return f"{self.application}:{self.environment}:{self.configuration}"


def listed(text: str) -> Profile:
    """``App:Env:Profile``, or the path form of the Lambda extension. Raises ValueError."""
    match = _PATH.fullmatch(text)
    parts = match.groups() if match else text.split(":")
    if len(parts) != 3 or not all(parts):
        raise ValueError("not Application:Environment:Profile")
    return Profile(*parts)
