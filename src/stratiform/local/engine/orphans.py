"""Nothing outlives its container, and no container outlives the engine.

Three nets, because each has a hole: the kernel's parent-death signal reaches only the first process, the
process group only those that stayed in it, and the marker in the environment everything else.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

ENGINE = "STRATIFORM_ENGINE"
CONTAINER = "STRATIFORM_CONTAINER"

_WATCH = """
read -r _
for round in 1 2 3 4 5; do
  found=$(grep -lzxF "$1" /proc/[0-9]*/environ 2>/dev/null)
  [ -n "$found" ] || exit 0
  for environ in $found; do pid=${environ#/proc/}; kill -KILL "${pid%/environ}" 2>/dev/null; done
done
"""


def marked(variable: str, value: str) -> list[int]:
    """The processes whose environment has ``variable`` at ``value``, as far as this user may look."""
    marker = f"{variable}={value}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if marker in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def kill(variable: str, value: str, *, seconds: float = 5.0) -> int:
    """Kill every marked process until none is left. How many there were."""
    killed: set[int] = set()
    deadline = time.monotonic() + seconds
    while (left := marked(variable, value)) and time.monotonic() < deadline:
        for pid in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        killed.update(left)
        time.sleep(0.01)
    return len(killed)


class Watchdog:
    """A shell that sleeps until the engine is gone, then kills what it left. If killed, it is replaced."""

    def __init__(self, engine: str) -> None:
        self._marker = f"{ENGINE}={engine}"
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def start(self) -> None:
        """Start watching. Call it on the event loop."""
        reading, self._held = os.pipe()
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _WATCH, "watchdog", self._marker],
            stdin=reading,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin"},
            start_new_session=True,
        )
        os.close(reading)
        descriptor = os.pidfd_open(self._process.pid)
        asyncio.get_running_loop().add_reader(descriptor, self._ended, descriptor)

    def stop(self) -> None:
        """Stop watching; the engine has ended its containers itself."""
        self._stopped = True
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def _ended(self, descriptor: int) -> None:
        asyncio.get_running_loop().remove_reader(descriptor)
        os.close(descriptor)
        os.close(self._held)
        if self._process:
            self._process.wait()
        if not self._stopped:
            self.start()
