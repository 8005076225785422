"""The gateway is told at once when a service's targets change: it need not ask, and asks rarely."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from stratiform.local.emulator import private

EXPLAIN = None
FILE = Path("gateway", "changed")
"""Below the state: what the gateway watches (``gateway/refresh.py``)."""

_ALB = "services.alb"


def install() -> None:
    """Write the file after each registration that differs from the one before."""
    private.wrap(_ALB, "set_targets_for_group", _telling)


def _telling(original: Callable[..., bool]) -> Callable[..., bool]:
    def set_targets(
        tg_arn: str, targets: Sequence[tuple[str, int]], previous_ids: Sequence[str] = ()
    ) -> bool:
        known = private.get(_ALB, "_targets")
        before = list(known.get(tg_arn, []))
        done = original(tg_arn, targets, previous_ids)
        if before != list(known.get(tg_arn, [])):
            tell(Path(os.environ["STRATIFORM_STATE"]))
        return done

    return set_targets


def tell(state: Path) -> None:
    """Write the file, where a gateway runs."""
    file = state / FILE
    # Without a folder there is no gateway; on a full disk it still asks from time to time.
    with contextlib.suppress(OSError):
        file.write_text(str(time.time()))
