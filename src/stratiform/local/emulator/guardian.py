"""Nothing outlives the emulator: its whole process group ends with it, however it ends."""

from __future__ import annotations

import contextlib
import os
import subprocess

import psutil


def start() -> None:
    """Start a shell that waits on a pipe only this process can close, then kills the process group.

    A worker may be in the middle of a call or may have started children, so that its standard input closes
    is not enough. The kernel's parent-death signal is not used: it fires when the *thread* that started the
    worker ends, and MiniStack starts workers on short-lived threads.
    """
    reading, _held_until_the_end = os.pipe()
    subprocess.Popen(
        ["/bin/sh", "-c", "read _; kill -KILL 0"],
        stdin=reading,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(reading)


def end() -> None:
    """Kill and collect everything this process started, the guardian included."""
    children = psutil.Process().children(recursive=True)
    for child in children:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
    psutil.wait_procs(children, timeout=2)
