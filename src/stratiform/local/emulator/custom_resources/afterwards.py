"""The process of a function that answered a custom resource ends soon: the next deployment may be far off.

One with the AWS SDK takes 40 MB for as long as the system runs. A call under way is never cut off.
"""

from __future__ import annotations

import threading

from stratiform.local.emulator import private

_PAUSE = 0.3  # seconds; the resources of a stack often share a function
_timers: dict[str, threading.Timer] = {}
_changing = threading.Lock()


def end_soon(function: str) -> None:
    """End the idle process of the function with this ARN, unless a custom resource asks it again."""
    with _changing:
        if function in _timers:
            _timers[function].cancel()
        timer = _timers[function] = threading.Timer(_PAUSE, _end, (function,))
        timer.daemon = True
        timer.start()


def _end(function: str) -> None:
    with _changing:
        _timers.pop(function, None)
    _, _, _, region, account, _, name, *_ = function.split(":")
    private.get("core.lambda_runtime", "invalidate_worker")(name, None, account, region)
