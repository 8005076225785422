"""A changed parameter group, user or user group reaches the caches that have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from stratiform.local.emulator import private, registry
from stratiform.local.emulator.caches import settings
from stratiform.local.emulator.caches.records import ELASTICACHE, all_of, docker
from stratiform.local.emulator.resource_type import Created

EXPLAIN = "A user of a cache who logs in with IAM needs no password."
_TYPES = ("ParameterGroup", "ReplicationGroup", "User", "UserGroup")


def _applying(original: Callable[..., Created]) -> Callable[..., Created]:
    def update(*arguments: Any) -> Created:
        made = original(*arguments)
        if docker() is not None:
            for record in all_of():
                settings.apply(record)
        return made

    return update


def _keeping_passwords(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """MiniStack keeps how many passwords a user has, not which."""

    def put(p: Any) -> Any:
        answer = original(p)
        value = private.get(ELASTICACHE, "_p")
        places = ("Passwords.member", "AuthenticationMode.Passwords.member")
        given = [text for place in places for number in (1, 2) if (text := value(p, f"{place}.{number}"))]
        if answer[0] < 400 and given:
            private.get(ELASTICACHE, "_users")[value(p, "UserId")]["_passwords"] = given
        return answer

    return put


def install() -> None:
    """Follow updates through CloudFormation."""
    private.wrap(ELASTICACHE, "_create_user", _keeping_passwords)
    private.wrap(ELASTICACHE, "_modify_user", _keeping_passwords)
    for name in _TYPES:
        registry.extend(f"AWS::ElastiCache::{name}", "update", _applying, calls_back=True)
