"""Find what a user means by a name: a construct path, the end of one, a logical id or a physical name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from stratiform.errors import WrongUse
from stratiform.local.deployment import Placed

_LOG_GROUP = "AWS::Logs::LogGroup"
_SERVICE = "AWS::ECS::Service"


def named(name: str, candidates: Iterable[Placed], noun: str) -> Placed:
    """The one candidate that ``name`` means. Raises WrongUse with what comes close, or with the choice."""
    known = list(candidates)
    for same in (_exact, _ends, _logs_of):
        found = [candidate for candidate in known if same(name, candidate)]
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongUse(
                f"{name!r} means more than one {noun}.",
                fix="Use one of: " + ", ".join(sorted(shown(one) for one in found)),
            )
    other = [text for one in known for text in (one.logical_id, one.physical_id)]
    raise not_found(name, map(shown, known), noun, other=other)


def not_found(name: str, known: Iterable[str], noun: str, *, other: Iterable[str] = ()) -> WrongUse:
    """The error for a name that nothing has. ``other`` names are told only where one comes close."""
    choice = sorted(set(known))
    ends = {text.rpartition("/")[2] for text in choice}
    close = difflib.get_close_matches(name, sorted({*choice, *ends, *other}), n=1, cutoff=0.5)
    if close:
        fix = f"Did you mean {close[0]}?"
    elif choice:
        fix = "Use one of: " + ", ".join(choice[:12])
    else:
        fix = f"This app has no {noun}."
    return WrongUse(f"There is no {noun} called {name!r}.", fix=fix)


def shown(resource: Placed) -> str:
    """The construct path as a person writes it: without what constructs call their part.

    That is `Resource`, and below an ECS service's also `Service`.
    """
    path = resource.path
    if resource.type == _SERVICE and path.endswith("/Resource/Service"):
        path = path.removesuffix("/Service")
    while path.endswith("/Resource"):
        path = path.removesuffix("/Resource")
    return path


def _exact(name: str, resource: Placed) -> bool:
    return name in (resource.path, shown(resource), resource.logical_id, resource.physical_id)


def _ends(name: str, resource: Placed) -> bool:
    if resource.type == _SERVICE and name == resource.physical_id.rpartition("/")[2]:
        return True  # of an ECS service the physical id is its ARN, which has its name
    path = shown(resource)
    return path.endswith(f"/{name}") or (resource.type == _SERVICE and path.endswith(f"/{name}/Service"))


def _logs_of(name: str, resource: Placed) -> bool:
    """A job is no resource that runs, so its name means what it logs to."""
    path = shown(resource)
    return resource.type == _LOG_GROUP and f"/{path}".endswith(f"/{name}/Logs")
