"""Runs an app in a fork of its resident process, which is started when there is none."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from stratiform.synth import inside, runtime
from stratiform.synth.command import PythonProgram
from stratiform.synth.ended import Ended
from stratiform.synth.inside import wire
from stratiform.synth.surroundings import TRACES

_IDLE = "900"  # seconds; STRATIFORM_RESIDENT_IDLE sets another
_PATIENCE = 60.0  # seconds for a resident to take a request: it may have to import the CDK first
_ATTEMPTS = 4
_STDERR = 2

# Variables that decide how Python and Node start. A resident is started with these alone, so it knows
# nothing else of whoever started it, and it is replaced when one of them changes.
_BOOT = ("DYLD_", "JSII_", "LC_", "LD_", "NODE_", "PYDANTIC_", "PYTHON")
_BOOT_NAMES = ("HOME", "LANG", "TZ", "XDG_CACHE_HOME")
_EACH = (TRACES,)  # jsii looks at it for every request, so one resident serves with it and without


def run(
    command: PythonProgram, folder: Path, variables: Mapping[str, str], outdir: Path, *, spare: float
) -> Ended | None:
    """Run ``command`` in ``folder`` with exactly ``variables``; None when it cannot be run warm.

    ``spare`` is how many seconds a worker is then kept ready for the next request.
    A resident that is stale, or dies on the way, is replaced, and the app run again into an empty ``outdir``.
    """
    boot = _boot(variables)
    umask = os.umask(0)
    os.umask(umask)
    request = {
        "boot": _digest(boot),
        "variables": dict(variables),
        "folder": str(folder),
        "umask": umask,
        "target": command.target,
        "arguments": command.arguments,
        "spare": spare,
    }
    was_there = True
    for _ in range(_ATTEMPTS):
        caller = _connect(_socket(folder, command))
        if caller is None:
            caller, was_there = _start(command, folder, boot), False
        if caller is None:
            return None
        with caller:
            answer = _ask(caller, request)
        if answer is None or answer.get("refused") == "stale":
            _empty(outdir)
            continue
        if "refused" in answer:
            return None
        return Ended(answer["code"], answer["failure"], warm=was_there)
    return None


def retire(app: Path) -> None:
    """End every resident of the app in the folder ``app``, if any, and wait for it."""
    for address in runtime.folder().glob(f"{_digest(str(app.resolve()))}-*.sock"):
        caller = _connect(address)
        if caller is not None:
            with caller, suppress(OSError, EOFError):
                wire.send(caller, {"leave": True})
                caller.settimeout(_PATIENCE)
                while True:
                    wire.receive(caller)


def _ask(caller: socket.socket, request: Mapping[str, Any]) -> Any:
    """The resident's last word, or None when it went away without one."""
    try:
        caller.settimeout(_PATIENCE)
        wire.send(caller, request, (_STDERR,))
        first, _ = wire.receive(caller)
        if "refused" in first:
            return first
        caller.settimeout(None)
        return wire.receive(caller)[0]
    except (OSError, EOFError):
        return None


def _start(command: PythonProgram, folder: Path, boot: Mapping[str, str]) -> socket.socket | None:
    address = _socket(folder, command)
    with runtime.locked(f"start {address}"):
        caller = _connect(address)
        if caller is not None:
            return caller
        address.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX) as listener, address.with_suffix(".log").open("ab") as log:
            listener.bind(str(address))
            listener.listen(16)
            entry = str(Path(inside.__file__).parent)
            own = [str(listener.fileno()), str(address), _digest(boot)]
            idle = os.environ.get("STRATIFORM_RESIDENT_IDLE", _IDLE)
            started = subprocess.run(
                [command.interpreter, *command.flags, entry, "resident", *own, idle],
                cwd=folder,
                env=boot,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[listener.fileno()],
                start_new_session=True,
                check=False,
            )
        return _connect(address) if started.returncode == 0 else None


def _connect(address: Path) -> socket.socket | None:
    caller = socket.socket(socket.AF_UNIX)
    try:
        caller.connect(str(address))
    except OSError:
        caller.close()
        return None
    return caller


def _socket(folder: Path, command: PythonProgram) -> Path:
    name = f"{_digest(str(folder))}-{_digest([command.interpreter, command.flags])}"
    return runtime.folder() / f"{name}.sock"


def _boot(variables: Mapping[str, str]) -> dict[str, str]:
    node = shutil.which("node", path=variables["PATH"])
    return {
        **{
            n: value
            for n, value in variables.items()
            if (n.startswith(_BOOT) and n not in _EACH) or n in _BOOT_NAMES
        },
        "PATH": str(Path(node).parent) if node else os.defpath,
    }


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
