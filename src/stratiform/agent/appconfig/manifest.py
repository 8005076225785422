"""The manifest: what to fetch before the agent is ready, as which role, and which files to write.

https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-agent-how-to-use-additional-features.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.agent.appconfig.profile import Profile, listed
from stratiform.agent.durations import seconds
from stratiform.agent.roles import Role, is_role
from stratiform.agent.variables import names

_FILE = "file:"
_SESSION = "AWSAppConfigAgentSession"


@dataclass(frozen=True)
class Wish:
    """What the manifest says of one configuration."""

    role: Role | None = None
    file: Path | None = None


Manifest = Mapping[Profile, Wish]


def parse(text: str) -> dict[Profile, Wish]:
    """The manifest in ``text``: JSON, ``file:`` and the path of JSON, or names separated by commas.

    Raises ValueError.
    """
    if text.startswith(_FILE):
        try:
            text = Path(text.removeprefix(_FILE)).read_text()
        except OSError as error:
            raise ValueError(f"the file cannot be read: {error.strerror}") from None
    if not text.lstrip().startswith("{"):
        return {listed(name): Wish() for name in names(text)}
    found = json.loads(text)
    return {listed(name): _wish(name, _object(said, name)) for name, said in found.items()}


def _object(found: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(found or {}, dict):
        raise ValueError(f"{what} is {found!r}, which is no object")
    return found or {}


def _wish(name: str, said: Mapping[str, Any]) -> Wish:
    credentials = _object(said.get("credentials"), f"credentials of {name}")
    target = _object(said.get("writeTo"), f"writeTo of {name}").get("path")
    role = None
    if credentials:
        arn = str(credentials.get("roleArn", ""))
        if not is_role(arn):
            raise ValueError(f"the roleArn of {name} is {arn!r}, which is no role")
        role = Role(
            arn,
            credentials.get("roleSessionName") or _SESSION,
            credentials.get("roleExternalId"),
            int(seconds(str(credentials.get("credentialsDuration", "1h")))),
        )
    if target is not None and not Path(str(target)).is_absolute():
        raise ValueError(f"the file of {name} is {target!r}, which is no absolute path")
    return Wish(role, None if target is None else Path(target))
