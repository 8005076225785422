"""A process that was started ends where its starter gave up, and lives on where it is known."""

from __future__ import annotations

import signal
import subprocess
import sys

from stratiform.local.lease import lease

CHILD = """
import sys, time
from stratiform.local.lease import held
held(int(sys.argv[1]))
print("up", flush=True)
sys.stdin.readline()
"""


def started(descriptor: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(descriptor)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=(descriptor,),
    )


def test_what_nobody_knows_of_ends() -> None:
    with lease() as life:
        child = started(life.descriptor)
    with child:
        assert child.wait(timeout=60) == -signal.SIGTERM


def test_what_is_known_outlives_the_lease() -> None:
    with lease() as life:
        child = started(life.descriptor)
        life.keep()
    with child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "up\n"
        child.stdin.close()
        assert child.wait(timeout=60) == 0
