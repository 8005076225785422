"""A request of CloudFormation to a custom resource, and the answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

Answer = tuple[str, dict[str, Any]]
"""The physical id and the data, which ``Fn::GetAtt`` reads."""


class Refused(RuntimeError):
    """The custom resource failed; the text is the reason in the stack's events."""


@dataclass(frozen=True)
class Request:
    """``kind`` is Create, Update or Delete. Properties have text for numbers and booleans, as on AWS.

    ``function`` is MiniStack's record of the function: its code, and ``config`` as GetFunction gives it.
    """

    kind: str
    type: str
    logical_id: str
    stack_id: str
    properties: dict[str, Any]
    old_properties: dict[str, Any]
    physical_id: str | None
    function: dict[str, Any]
    timeout: float

    def id_or_new(self) -> str:
        """The physical id that the resource has, or a new one."""
        return self.physical_id or str(uuid.uuid4())

    def event(self, response_url: str) -> dict[str, Any]:
        """What the function receives."""
        event: dict[str, Any] = {
            "RequestType": self.kind,
            "RequestId": str(uuid.uuid4()),
            "StackId": self.stack_id,
            "ResponseURL": response_url,
            "ServiceToken": self.properties.get("ServiceToken"),
            "ResourceType": self.type,
            "LogicalResourceId": self.logical_id,
            "ResourceProperties": self.properties,
        }
        if self.physical_id is not None:
            event["PhysicalResourceId"] = self.physical_id
        if self.kind == "Update":
            event["OldResourceProperties"] = self.old_properties
        return event
