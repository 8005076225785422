from __future__ import annotations

import subprocess
import sys
import time

import psutil

from stratiform.local.ended import ended


def test_a_process_that_nobody_collects_has_ended() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    try:
        assert ended(psutil.Process(child.pid), 20)
        assert psutil.Process(child.pid).status() == psutil.STATUS_ZOMBIE
    finally:
        child.wait()


def test_a_process_that_goes_on_has_not_ended() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        started = time.monotonic()
        assert not ended(psutil.Process(child.pid), 0.2)
        assert time.monotonic() - started < 10
    finally:
        child.kill()
        child.communicate()
