"""The life of a container: created, running, exited. Values only; ``supervisor.py`` makes them true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Status = Literal["created", "running", "restarting", "exited"]
Condition = Literal["none", "starting", "healthy", "unhealthy"]

KILLED = 137
"""128 + SIGKILL, as the Docker Engine reports a killed process."""


@dataclass(frozen=True, kw_only=True)
class State:
    """Times are in seconds since the epoch, 0 for never. ``birth`` is the process's own."""

    status: Status = "created"
    pid: int = 0
    birth: float = 0.0
    started: float = 0.0
    finished: float = 0.0
    exit_code: int = 0
    out_of_memory: bool = False
    error: str = ""
    restarts: int = 0
    stopped: bool = False
    comes_back: bool = False
    health: Condition = "none"

    def run(self, *, pid: int, birth: float, now: float, comes_back: bool, checked: bool) -> State:
        """The process runs. ``comes_back``: it is started again when it ends by itself."""
        return replace(
            self,
            status="running",
            pid=pid,
            birth=birth,
            started=now,
            exit_code=0,
            out_of_memory=False,
            error="",
            stopped=False,
            comes_back=comes_back,
            health="starting" if checked else "none",
        )

    def end(self, *, exit_code: int, now: float, out_of_memory: bool = False, error: str = "") -> State:
        """The process ended."""
        return replace(
            self,
            status="exited",
            pid=0,
            birth=0.0,
            finished=now,
            exit_code=exit_code,
            out_of_memory=out_of_memory,
            error=error,
            health="none" if self.health == "none" else "unhealthy",
        )

    def stop(self) -> State:
        """Somebody asked for the end, so it is not started again."""
        return replace(self, stopped=True)

    def wait_to_restart(self) -> State:
        """It ended by itself and is started again after a moment."""
        return replace(self, status="restarting", restarts=self.restarts + 1)

    def judge(self, health: Condition) -> State:
        """A health check has an answer."""
        return replace(self, health=health)
