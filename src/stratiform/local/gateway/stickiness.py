"""Cookies that keep a client with its target or target group.

AWS's cookies are encrypted; these hold a digest, so that nobody reads a target's address out of them either.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from email.utils import formatdate

from stratiform.local.gateway.routes import Target

GROUP = "AWSALBTG"
TARGET = "AWSALB"
APPLICATION = "AWSALBAPP-0"
_WEEK = 7 * 86400


def parse(header: str) -> dict[str, str]:
    """A Cookie header by name, the first of equal names."""
    cookies: dict[str, str] = {}
    for part in header.split(";"):
        name, separator, value = part.strip().partition("=")
        if separator:
            cookies.setdefault(name, value)
    return cookies


def group_value(arn: str, now: float) -> str:
    """The value that names a target group, and when it was chosen."""
    return f"{_digest(arn)}.{int(now)}"


def target_value(arn: str, target: Target, now: float) -> str:
    """The value that names a target of a group, and when it was chosen."""
    return f"{_digest(arn, target.id, str(target.port))}.{int(now)}"


def find_group(cookies: dict[str, str], arns: Iterable[str], seconds: int, now: float) -> str | None:
    """The group that the client is kept with, unless it is gone or its time is over."""
    digest = _fresh(cookies.get(GROUP), seconds, now)
    return next((arn for arn in arns if _digest(arn) == digest), None)


def find_target(
    value: str | None, arn: str, targets: Sequence[Target], seconds: int | None, now: float
) -> Target | None:
    """The target that the client is kept with. ``seconds`` None: for as long as the application says."""
    digest = _fresh(value, seconds, now)
    if digest is None:
        return None
    return next((one for one in targets if _digest(arn, one.id, str(one.port)) == digest), None)


def set_cookies(name: str, value: str, now: float) -> tuple[str, str]:
    """Both Set-Cookie values: the plain one, and the one for requests from other sites (``…CORS``)."""
    rest = f"={value}; Expires={formatdate(now + _WEEK, usegmt=True)}; Path=/"
    cors = f"{name.replace('AWSALB', 'AWSALBCORS') if name == TARGET else name + 'CORS'}"
    return f"{name}{rest}", f"{cors}{rest}; SameSite=None; Secure"


def _fresh(value: str | None, seconds: int | None, now: float) -> str | None:
    digest, _, chosen = (value or "").partition(".")
    if not chosen.isdigit() or (seconds is not None and now - int(chosen) > seconds):
        return None
    return digest


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:40]
