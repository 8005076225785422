"""One synthesis in a fork of the resident: its own Node, started ahead, used once, thrown away."""

from __future__ import annotations

import atexit
import io
import os
import random
import select
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import bytecode, preload, warmup, wire
from .kernel import Kernel, Recorder
from .program import outcome

BEGUN = "begun"


@dataclass(frozen=True)
class Kit:
    """What a worker starts with. ``scratch`` takes what jsii unpacks."""

    recorder: Recorder
    host: Path
    files: tuple[str, ...]
    modules: tuple[str, ...]
    scratch: Path


def work(channel: socket.socket, kit: Kit) -> None:
    """Get ready, wait for the one request on ``channel``, run it, send back how it ended. Never returns."""
    code = 1
    try:
        os.setsid()
        _calm_signals()
        os.environ["TMPDIR"] = tempfile.tempdir = str(kit.scratch)
        kernel = Kernel(kit.recorder, kit.host)
        kernel.load(list(kit.files))
        preload.load(kit.modules)
        if kit.files and not _waited_for(channel):
            kernel.enter(str(kit.scratch), {**os.environ, **warmup.VARIABLES})
            warmup.synthesize(kit.scratch / "warmup")
        with suppress(EOFError):
            request, (stderr,) = wire.receive(channel)
            wire.send(channel, BEGUN)
            before, began = set(sys.modules), time.time()
            ended = _serve(request, stderr, channel, kernel)
            bytecode.forget_fresh(sys.modules.keys() - before, began)
            wire.send(channel, ended)
            _print_to(os.open(os.devnull, os.O_WRONLY))  # the caller's terminal is not ours any more
            if ended["code"] == 0:
                wire.send(channel, {"modules": preload.learn(before), "files": kernel.loaded()})
        kernel.stop()
        shutil.rmtree(kit.scratch, ignore_errors=True)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _waited_for(channel: socket.socket) -> bool:
    """Has the request come already? Then there is no time to warm up in."""
    return bool(select.select([channel], [], [], 0)[0])


def _serve(request: Any, stderr: int, channel: socket.socket, kernel: Kernel) -> dict[str, Any]:
    _print_to(stderr)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    os.environ.clear()
    os.environ.update(request["variables"])
    os.chdir(request["folder"])
    os.umask(request["umask"])
    tempfile.tempdir = None
    random.seed()
    kernel.enter(request["folder"], request["variables"])
    threading.Thread(target=_end_with, args=(channel,), daemon=True).start()
    ended = outcome(request["target"], request["arguments"])
    _finish()
    return ended


def _print_to(file: int) -> None:
    for number in (1, 2):
        os.dup2(file, number)
    os.close(file)


def _finish() -> None:
    """What the interpreter does at its end."""
    threading._shutdown()  # type: ignore[attr-defined]  # joins threads and pools, as at a program's end
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):
            stream.flush()


def _end_with(channel: socket.socket) -> None:
    """The resident has gone, so nobody waits for this synthesis."""
    with suppress(OSError):
        channel.recv(1)
    os.killpg(0, signal.SIGKILL)


def _calm_signals() -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
