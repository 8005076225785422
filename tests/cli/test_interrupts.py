"""An interrupt ends a command whenever it comes, and leaves nothing running."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from cli.strat import STRAT, bare
from processes import words
from waiting import until

SECOND = """
import os, signal, sys, time
from stratiform.cli.interrupts import interruptible
with interruptible():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
    except KeyboardInterrupt:
        os.kill(os.getpid(), signal.SIGTERM)
        print("cleaned up", flush=True)
"""
IMPORTING = """
import os, signal, sys
from stratiform.cli.interrupts import interruptible
with interruptible():
    try:
        import interrupted_module
        import time
        time.sleep(5)
    except KeyboardInterrupt:
        print(interrupted_module.whole)
"""


def output(code: str, folder: Path) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout, done.stderr


def test_a_second_interrupt_does_not_stop_the_stopping(tmp_path: Path) -> None:
    told, warned = output(SECOND, tmp_path)
    assert told == "cleaned up\n"
    assert warned == "Stopping. Once more leaves it half stopped.\n"


def test_an_import_is_finished_before_the_interrupt(tmp_path: Path) -> None:
    module = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nwhole = True\n"
    (tmp_path / "interrupted_module.py").write_text(module)
    assert output(IMPORTING, tmp_path)[0] == "True\n"


@pytest.mark.local
@pytest.mark.parametrize("moment", [0.0, 0.25, 0.5, 0.75])
def test_an_interrupt_at_any_moment_leaves_no_emulator(app: Path, moment: float) -> None:
    with subprocess.Popen(
        [STRAT, "up", "template.yaml"],
        cwd=app,
        env=bare(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        until(lambda: _listens(process.pid))
        time.sleep(moment)  # the moment is what is tested
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in told

    def emulators() -> list[psutil.Process]:
        found = [p for p in psutil.process_iter() if "stratiform.local.emulator" in " ".join(words(p))]
        return [p for p in found if _folder(p) == str(app / ".stratiform/local/tmp")]

    until(lambda: not emulators())  # one that had just begun ends by itself


def _listens(pid: int) -> bool:
    """Whether our code is loaded: it catches SIGTERM, which Python does not."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def _folder(process: psutil.Process) -> str:
    try:
        return process.cwd()
    except psutil.Error:
        return ""
