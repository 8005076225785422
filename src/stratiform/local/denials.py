"""Calls that IAM refused in the local cloud, told with the construct that lacks the right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stratiform.local.deployment import Deployment, Placed
from stratiform.local.naming import shown

FILE = "denials.jsonl"
_READS = re.compile(r"(BatchGet|Describe|Get|Head|List|Query|Receive|Scan|Select)")
_FUNCTION, _ROLE = "AWS::Lambda::Function", "AWS::IAM::Role"


@dataclass(frozen=True)
class Denial:
    """One refused call. ``explicit`` means that a Deny statement matched, not that an Allow is missing."""

    time: float
    principal: str
    action: str
    resource: str
    role: str | None = None
    function: str | None = None
    explicit: bool = False


@dataclass
class Denials:
    """Reads what is new in the state folder's list of refused calls, from ``since`` on."""

    folder: Path
    since: float
    _read: int = 0

    def poll(self) -> list[Denial]:
        """The refusals that were not given before."""
        try:
            size = (self.folder / FILE).stat().st_size
            if size < self._read:
                self._read = 0  # the file was started anew
            if size == self._read:
                return []
            with (self.folder / FILE).open("rb") as file:
                file.seek(self._read)
                whole = file.read().rpartition(b"\n")[0] + b"\n"
        except FileNotFoundError:
            return []
        self._read += len(whole)
        return [denial for denial in _parsed(whole.decode(errors="replace")) if denial.time >= self.since]


def _parsed(text: str) -> Iterator[Denial]:
    for line in text.splitlines():
        try:
            item: Mapping[str, Any] = json.loads(line)
            yield Denial(**{name: item[name] for name in Denial.__dataclass_fields__})
        except (ValueError, KeyError):
            continue  # a line that a crash cut off


def caller(denial: Denial, deployment: Deployment) -> str:
    """The construct that made the call: its path, else the role's name, else the principal."""
    for type_, name in ((_FUNCTION, denial.function), (_ROLE, denial.role)):
        for resource in deployment.of_type(type_):
            if name is not None and resource.physical_id == name:
                return shown(resource)
    return denial.role or denial.principal


def sentence(denial: Denial, deployment: Deployment) -> str:
    """What was refused, why, and what to add."""
    what = f"denied: {denial.action} on {_target(denial.resource, deployment)}"
    if denial.explicit:
        return f"{what}. A Deny statement forbids it; see the policies of {caller(denial, deployment)}."
    access = "READ" if _READS.match(denial.action.partition(":")[2]) else "WRITE"
    return (
        f"{what}. {caller(denial, deployment)} has no such grant; "
        f"add .uses(resource, Access.{access}), or a policy statement with {denial.action}."
    )


def _target(arn: str, deployment: Deployment) -> str:
    if arn == "*":
        return "any resource"
    found = next((one for one in deployment.resources if _is(one, arn)), None)
    return f"{shown(found)} ({arn})" if found else arn


def _is(resource: Placed, arn: str) -> bool:
    known = resource.physical_id
    return bool(known) and (known == arn or re.split(r"[:/]", arn)[-1] == known)
