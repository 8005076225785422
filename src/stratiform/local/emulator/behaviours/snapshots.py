"""The local cloud's data is saved while it runs, so a kill loses seconds and never everything."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import time
import warnings
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

import psutil

from stratiform.local.emulator import private, restore, snapshot
from stratiform.local.emulator.application import Application
from stratiform.local.emulator.own_state import own_state

EXPLAIN = "After a crash the local cloud comes back as of its last snapshot, a few seconds old."

_SECONDS_BETWEEN = 2.0
_SECONDS_WHEN_QUIET = 60.0
_SHARE_OF_TIME = 0.1
_SECONDS_AT_MOST = 60.0
_SECONDS_STUCK = 3.0
_PERSISTENCE = "core.persistence"

_changed = asyncio.Event()
_log = logging.getLogger("stratiform.snapshots")


def install() -> None:
    """Restore the last snapshot at start, take one when something changed, and a last one at a clean stop."""
    logging.getLogger("persistence").setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", message=".*fork.*", category=DeprecationWarning)
    restored = restore.prepare(_folder())
    private.replace(_PERSISTENCE, "STATE_DIR", str(restored))
    private.replace("services.lambda_svc", "_prune_orphan_code_blobs", lambda referenced: None)
    private.replace("app", "save_all", _save_and_mark_clean)
    private.wrap("app", "app", _watched)


def _watched(application: Application) -> Application:
    async def watched(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            task = asyncio.create_task(_keep_taking())
            try:
                await application(scope, receive, send)
            finally:
                task.cancel()
            return
        if scope["path"].startswith("/_ministack/health"):
            await application(scope, receive, send)
            return
        # Any request may change something, also a GET that invokes a function.
        _changed.set()
        try:
            await application(scope, receive, send)
        finally:
            _changed.set()  # once more: a snapshot that was taken meanwhile lacks what came after it

    return watched


async def _keep_taking() -> None:
    pause = _SECONDS_BETWEEN
    while True:
        await asyncio.sleep(pause)
        try:
            await asyncio.wait_for(_changed.wait(), _SECONDS_WHEN_QUIET)
        except TimeoutError:
            # Schedules and event sources change things without a request.
            _log.debug("a snapshot of a quiet local cloud")
        _changed.clear()
        succeeded, cost = await _take()
        if not succeeded:
            _changed.set()
        pause = max(_SECONDS_BETWEEN, cost / _SHARE_OF_TIME)


async def _take() -> tuple[bool, float]:
    """Fork; the child writes what memory held at this instant while requests go on.

    Whether it succeeded, and the seconds of a processor that it cost: on a busy machine it takes longer.
    Forked between two callbacks of the event loop, so no handler is half-way. A worker thread may hold a
    lock the child then waits for in vain: such a child is killed, and the next one tries again.
    """
    child = os.fork()
    if child == 0:
        _write_and_exit()
    process, spent = psutil.Process(child), 0.0
    now = began = moved = time.monotonic()
    while now - began < _SECONDS_AT_MOST and now - moved < _SECONDS_STUCK:
        await asyncio.sleep(0.02)
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0, usage.ru_utime + usage.ru_stime
        now, before, spent = time.monotonic(), spent, sum(process.cpu_times()[:2])
        if spent > before or process.status() != psutil.STATUS_SLEEPING:
            moved = now
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False, spent


def _write_and_exit() -> None:
    try:
        for signal_ in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signal_, signal.SIG_DFL)
        # The listening socket, the lock on the state and the guardian's pipe must end with the parent.
        os.closerange(3, 65536)
        os.nice(5)
        _save(private.get("app", "_build_persistence_save_dict")())
    except BaseException as error:
        os.write(2, f"snapshot failed: {error!r}\n".encode())
        os._exit(1)
    os._exit(0)


def _save_and_mark_clean(services: Mapping[str, Callable[[], Any]]) -> None:
    _save(services)
    restore.ended_cleanly(_folder())


def _save(services: Mapping[str, Callable[[], Any]]) -> None:
    snapshot.write(
        _folder(),
        {service: _encoder(service, state) for service, state in services.items()},
        taken=time.time(),
    )
    restore.remove_unused_code(_folder(), Path(private.get("services.lambda_svc", "CODE_BLOB_DIR")))


def _encoder(service: str, state: Callable[[], Any]) -> Callable[[], bytes | None]:
    def encode() -> bytes | None:
        try:
            value = state()
            if value is None:
                return None
            version = private.get(_PERSISTENCE, "_state_format_version")(service)
            # MiniStack's own writer, json.dump, takes ten times as long.
            text = json.dumps(
                {"__ministack_format__": version, "payload": value},
                default=private.get(_PERSISTENCE, "_json_default"),
            )
        except Exception:
            _log.exception("%s cannot be saved; its last saved state is kept", service)
            raise
        return text.encode()

    return encode


def _folder() -> Path:
    return own_state().folder / "data" / "snapshots"
