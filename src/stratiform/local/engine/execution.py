"""A second command in a running container: ``docker exec``."""

from __future__ import annotations

import secrets
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stratiform.local.engine import enter
from stratiform.local.engine.answer import Refused
from stratiform.local.engine.child import Child, Output
from stratiform.local.engine.container import Container


@dataclass(eq=False)
class Execution:
    """One command. ``exit_code`` is None until it has ended."""

    container: Container
    argv: tuple[str, ...]
    env: Mapping[str, str]
    folder: str | None
    terminal: bool = False
    attached: bool = False
    id: str = field(default_factory=lambda: secrets.token_hex(32))
    child: Child | None = None
    exit_code: int | None = None

    @property
    def running(self) -> bool:
        """Whether the command was started and has not ended."""
        return self.child is not None and self.exit_code is None

    def start(self, stdout: Output, stderr: Output, markers: Mapping[str, str]) -> Child:
        """Run it beside the container's own process, with the same files and variables. Raises Refused."""
        launch, owner = self.container.launch, self.container.child
        if launch is None or owner is None or not self.container.running:
            raise Refused(409, f"Container {self.container.id} is not running")
        argv = launch.execute(self.argv) if launch.execute else self.argv
        folder = self.folder or str(launch.cwd)
        prepared = enter.command(
            argv, join=owner.pid if launch.root else None, cwd=folder, not_root=launch.not_root
        )
        env = {**launch.env, **self.env, **markers}
        cwd = self.container.folder if launch.root else Path(folder)
        if self.terminal:
            self.child = Child.in_terminal(prepared, env=env, cwd=cwd, output=stdout)
        else:
            stdin = subprocess.PIPE if self.attached else subprocess.DEVNULL
            self.child = Child.start(prepared, env=env, cwd=cwd, stdout=stdout, stderr=stderr, stdin=stdin)
        return self.child

    def describe(self) -> dict[str, Any]:
        """``GET /exec/{id}/json``."""
        return {
            "ID": self.id,
            "ContainerID": self.container.id,
            "Running": self.running,
            "ExitCode": self.exit_code,
            "Pid": self.child.pid if self.child else 0,
            "OpenStdin": self.attached,
            "OpenStdout": True,
            "OpenStderr": True,
            "ProcessConfig": {
                "entrypoint": self.argv[0],
                "arguments": list(self.argv[1:]),
                "tty": self.terminal,
                "privileged": False,
            },
        }


class Executions:
    """The commands of this engine; the oldest are forgotten."""

    _REMEMBERED = 500

    def __init__(self) -> None:
        self._executions: dict[str, Execution] = {}

    def create(self, container: Container, body: Mapping[str, Any]) -> Execution:
        """A command that is not started yet. Raises Refused (409) when the container does not run."""
        if not container.running:
            raise Refused(409, f"Container {container.id} is not running")
        command = body.get("Cmd") or ()
        argv = ("/bin/sh", "-c", command) if isinstance(command, str) else tuple(command)
        if not argv:
            raise Refused(400, "No exec command specified")
        made = Execution(
            container=container,
            argv=argv,
            env=dict(pair.partition("=")[::2] for pair in body.get("Env") or ()),
            folder=body.get("WorkingDir") or None,
            terminal=bool(body.get("Tty")),
            attached=bool(body.get("AttachStdin")),
        )
        self._executions[made.id] = made
        while len(self._executions) > self._REMEMBERED:
            self._executions.pop(next(iter(self._executions)))
        return made

    def get(self, identifier: str) -> Execution:
        """Raises Refused (404)."""
        try:
            return self._executions[identifier]
        except KeyError:
            raise Refused(404, f"No such exec instance: {identifier}") from None
