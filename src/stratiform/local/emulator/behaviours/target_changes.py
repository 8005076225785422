"""The gateway is told at once when a service's targets change and when a listener is made: it asks rarely."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from stratiform.local.emulator import private
from stratiform.local.emulator.own_state import own_state
from stratiform.local.emulator.registry import extend
from stratiform.local.emulator.resource_type import Created

EXPLAIN = None
FILE = Path("gateway", "changed")
LISTENERS = Path("gateway", "listeners")
"""Below the state: what the gateway watches (``gateway/refresh.py``)."""

_ALB = "services.alb"


def install() -> None:
    """Write a file after each registration that differs from the one before, and after each new listener."""
    private.wrap(_ALB, "set_targets_for_group", _telling)
    extend("AWS::ElasticLoadBalancingV2::Listener", "create", _telling_of_listeners)


def _telling(original: Callable[..., bool]) -> Callable[..., bool]:
    def set_targets(
        tg_arn: str, targets: Sequence[tuple[str, int]], previous_ids: Sequence[str] = ()
    ) -> bool:
        known = private.get(_ALB, "_targets")
        before = list(known.get(tg_arn, []))
        done = original(tg_arn, targets, previous_ids)
        if before != list(known.get(tg_arn, [])):
            tell(own_state().folder)
        return done

    return set_targets


def _telling_of_listeners(original: Callable[..., Created]) -> Callable[..., Created]:
    def create(*arguments: Any) -> Created:
        made = original(*arguments)
        tell(own_state().folder, LISTENERS)
        return made

    return create


def tell(state: Path, which: Path = FILE) -> None:
    """Write the file, where a gateway runs."""
    file = state / which
    # Without a folder there is no gateway; on a full disk it still asks from time to time.
    with contextlib.suppress(OSError):
        file.write_text(str(time.time()))
