"""The log of a call has all that the call wrote, and so has its error: MiniStack stops after milliseconds."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from stratiform.local.emulator import private
from stratiform.local.emulator.worker_output import Output

EXPLAIN = None
_RUNTIME = "core.lambda_runtime"
_outputs: WeakKeyDictionary[Any, Output] = WeakKeyDictionary()


def install() -> None:
    """Read what a worker says, and wait for what it had said before it answered."""
    private.wrap(_RUNTIME, "Worker._read_stderr", lambda original: _read)
    private.wrap(_RUNTIME, "Worker._drain_stderr_bounded", _whole)


def _read(worker: Any) -> None:
    process = worker._proc
    if process is None:  # ended already
        return
    # A descriptor of our own: a worker that is replaced closes its.
    output = Output(os.dup(process.stderr.fileno()), worker._stderr_queue.put)
    _outputs[worker] = output
    output.read()


def _whole(original: Callable[..., str]) -> Callable[..., str]:
    def drained(worker: Any, *arguments: Any, **named: Any) -> str:
        output = _outputs.get(worker)
        if output is None:  # a custom runtime, which tells its answer apart
            return original(worker, *arguments, **named)
        output.whole()
        return original(worker, first_line_wait=0.0, idle_confirm=0.0)

    return drained
