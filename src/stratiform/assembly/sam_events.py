"""What invokes a SAM function: its events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from stratiform.assembly.graph import Resource
from stratiform.assembly.properties import is_unknown

APIS: Final[Mapping[str, str]] = {"Api": "RestApiId", "HttpApi": "ApiId"}
"""The types of events that are requests to an API, each with the setting that names the API."""


@dataclass(frozen=True)
class SamEvent:
    """One event: its type, as in ``Api`` or ``SQS``, its settings, and ``at``, the place of these.

    ``settings`` are empty where they are not known.
    """

    type: str
    settings: Mapping[str, Any]
    at: str

    @property
    def makes_api(self) -> bool:
        """Whether SAM makes an API for it, because it names none."""
        return self.type in APIS and APIS[self.type] not in self.settings


def events(function: Resource) -> Iterator[SamEvent]:
    """The events of a function; none where it is no SAM function, and without those that cannot be read."""
    found = function.properties.get("Events")
    if not isinstance(found, Mapping) or is_unknown(found):
        return
    for name, event in found.items():
        if isinstance(event, Mapping) and not is_unknown(event):
            settings = event.get("Properties")
            known = settings if isinstance(settings, Mapping) and not is_unknown(settings) else {}
            yield SamEvent(str(event.get("Type")), known, f"Events.{name}.Properties")
